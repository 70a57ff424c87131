package dev.intermute.reservation;

import java.util.Iterator;
import java.util.function.BooleanSupplier;

/** A request on its way past those with whom it has to be compared; goes on where it has stopped. By one thread at a time. */
final class Comparing {
    private final Comparison comparison;
    private final Iterator<Claimant> others;
    private Claimant next;

    Comparing(Comparison comparison, Iterator<Claimant> others) {
        this.comparison = comparison;
        this.others = others;
    }

    /**
     * Goes on as far as there is time.
     *
     * @param isOver asked again and again: whether there is no more time
     * @return whether it has got to the end
     */
    boolean goOn(BooleanSupplier isOver) {
        while (next != null || others.hasNext()) {
            if (next == null) {
                next = others.next();
            }
            if (!comparison.prepare(next, isOver)) {
                return false;
            }
            next = null;
        }
        return true;
    }
}
