package dev.intermute.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import io.quarkus.narayana.jta.QuarkusTransaction;

/** Runs the units of a batch one after the other, in one attempt at it; what a failing unit has done is taken back. */
final class UnitRunner {
    private final List<BatchParticipant> participants;
    private final UnitSession session;
    private final UnitBoundary boundary;
    private final Instant now;

    UnitRunner(List<BatchParticipant> participants, UnitSession session, UnitBoundary boundary, Instant now) {
        this.participants = participants;
        this.session = session;
        this.boundary = boundary;
        this.now = now;
    }

    /**
     * Runs them all, and leaves every row in its table.
     *
     * @throws SpoiledException if what was done can be neither taken back nor committed
     */
    void run(Batch batch) throws SQLException {
        for (Batch.Queued<?> unit : batch.units()) {
            if (!unit.spoiled) {
                run(unit);
            }
        }
        try {
            session.flush();
        } catch (RuntimeException e) {
            throw SqliteErrors.isFault(e) ? e : new SpoiledException();
        }
    }

    private void run(Batch.Queued<?> unit) throws SQLException {
        boundary.begin();
        int[] marks = participants.stream().mapToInt(BatchParticipant::mark).toArray();
        if (!attempt(unit)) {
            if (QuarkusTransaction.isRollbackOnly()) {
                unit.spoiled = boundary.isExact();
                throw new SpoiledException();
            }
            if (!boundary.undo()) {
                throw new SpoiledException();
            }
            for (int i = 0; i < marks.length; i++) {
                participants.get(i).rewind(marks[i]);
            }
        }
        boundary.end();
    }

    private <T> boolean attempt(Batch.Queued<T> unit) {
        try {
            unit.succeeded(unit.work.run(now));
            boundary.settle();
            return true;
        } catch (RuntimeException e) {
            if (SqliteErrors.isFault(e)) {
                throw e;
            }
            unit.failed(e);
            return false;
        }
    }
}
