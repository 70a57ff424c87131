package dev.intermute.cli.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.intermute.client.IntermuteException;

/** Does the same with each of several things that were named, in their order, up to the first that fails. */
final class Each {
    private Each() {}

    /**
     * Does it.
     *
     * @return what came of each
     * @throws IntermuteException if the only one fails
     * @throws FailedException if one of several fails, so that it can be told which
     */
    static <T> List<T> of(List<String> named, Function<String, T> call) {
        List<T> done = new ArrayList<>();
        for (String each : named) {
            try {
                done.add(call.apply(each));
            } catch (IntermuteException e) {
                throw named.size() == 1 ? e : new FailedException(each, e);
            }
        }
        return done;
    }

    /** One of several failed; those before it are done. */
    static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String named;
        private final IntermuteException failure;

        private FailedException(String named, IntermuteException failure) {
            super(failure);
            this.named = named;
            this.failure = failure;
        }

        /** The one that failed. */
        String named() {
            return named;
        }

        IntermuteException failure() {
            return failure;
        }
    }
}
