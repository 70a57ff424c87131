package dev.intermute.client;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** How to follow what happens. Immutable: each method gives another. */
public final class Subscribe {
    /** Three pings of the service, which sends one every 20 s, and a little. */
    private static final Duration SILENCE = Duration.ofSeconds(65);

    /** The service answers a ping at once; where it has much to send before, something else comes all the time. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private static final int MAX_TYPES = 100;

    private final OptionalLong after;
    private final List<String> types;
    private final Consumer<IntermuteException> outage;
    private final Runnable resumed;
    private final Duration silence;
    private final Duration settling;

    private Subscribe(
            OptionalLong after,
            List<String> types,
            Consumer<IntermuteException> outage,
            Runnable resumed,
            Duration silence,
            Duration settling) {
        this.after = after;
        this.types = types;
        this.outage = outage;
        this.resumed = resumed;
        this.silence = silence;
        this.settling = settling;
    }

    /**
     * Everything after a position: first what has happened since, then what happens.
     *
     * @param cursor where to go on, such as {@link Subscription#cursor()} of an earlier one; 0 for the beginning of the log
     */
    public static Subscribe after(long cursor) {
        return of(OptionalLong.of(Page.after(cursor).after()));
    }

    /** What happens from the call of {@link Events#subscribe} on. */
    public static Subscribe fromNow() {
        return of(OptionalLong.empty());
    }

    private static Subscribe of(OptionalLong after) {
        return new Subscribe(after, List.of(), lost -> {}, () -> {}, SILENCE, SETTLING);
    }

    /**
     * Only events of these types.
     *
     * @param wanted such as {@code message.created}; {@code message.*} stands for a family; up to 100, none for all
     */
    public Subscribe types(String... wanted) {
        if (wanted.length > MAX_TYPES) {
            throw new IllegalArgumentException("there may be up to 100 types, not " + wanted.length);
        }
        return new Subscribe(after, List.of(wanted), outage, resumed, silence, settling);
    }

    /**
     * Who is to be told that the service is away, once each time, before the first attempt to reach it again. Called by the thread
     * that calls the handler.
     */
    public Subscribe onOutage(Consumer<IntermuteException> listener) {
        return new Subscribe(after, types, Objects.requireNonNull(listener, "listener"), resumed, silence, settling);
    }

    /** Who is to be told that the service is back after an outage. Called by the thread that calls the handler. */
    public Subscribe onResumed(Runnable listener) {
        return new Subscribe(after, types, outage, Objects.requireNonNull(listener, "listener"), silence, settling);
    }

    /** How long nothing may come, not even a ping, before the connection counts as broken: for tests. */
    Subscribe silence(Duration longest) {
        return new Subscribe(after, types, outage, resumed, longest, settling);
    }

    /** The same, while the service must show that it is there: for tests. */
    Subscribe settling(Duration longest) {
        return new Subscribe(after, types, outage, resumed, silence, longest);
    }

    OptionalLong after() {
        return after;
    }

    List<String> types() {
        return types;
    }

    Consumer<IntermuteException> outage() {
        return outage;
    }

    Runnable resumed() {
        return resumed;
    }

    Duration silence() {
        return silence;
    }

    /** How long nothing may come before the service has answered a ping. */
    Duration settling() {
        return settling.compareTo(silence) < 0 ? settling : silence;
    }
}
