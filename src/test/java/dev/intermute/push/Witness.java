package dev.intermute.push;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;

import dev.intermute.testing.PushClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody who listens, now and then, and what the model says that must have come by now. Each frame that comes is held
 * against the model; what comes at all is free only where the contract leaves it so: a recipient of a later version of a
 * message may hear of an earlier one, too.
 */
final class Witness {
    private final PushModel model;
    private final String base;
    private final String project;
    /** As written in the path; {@code null} for all events. */
    private final String reference;

    private final TreeSet<Long> owed = new TreeSet<>();
    private int receiveBufferBytes;
    private PushClient client;
    /** Whom it follows: the agent that had the name when it came or has got it since, else the mailbox. */
    private String mailbox;

    private int checked;
    private long last;
    /** What a message was before that isn't shown any more: by no frame, and by those from one on. */
    private long connectedAt;

    private long resumedAt;
    private int firstAfterResume;

    Witness(PushModel model, String base, String project, String reference) {
        this.model = model;
        this.base = base;
        this.project = project;
        this.reference = reference;
    }

    boolean isConnected() {
        return client != null;
    }

    /** Where it goes on when it comes again. */
    long last() {
        return last;
    }

    List<JsonNode> frames() {
        return client.frames();
    }

    void connectFromNowOn() {
        connect(model.head(), opening());
    }

    void connectFrom(long cursor) {
        connect(cursor, opening().since(cursor));
    }

    /** Has the network hold little of what it doesn't read, from the next time on that it comes. */
    void receiveBuffer(int bytes) {
        receiveBufferBytes = bytes;
    }

    private PushClient.Opening opening() {
        PushClient.Opening opening =
                reference == null ? PushClient.toEvents(base, project) : PushClient.toAgent(base, project, reference);
        return opening.receiveBuffer(receiveBufferBytes);
    }

    private void connect(long from, PushClient.Opening opening) {
        client = opening.open();
        mailbox = reference == null ? null : model.mailboxOf(reference);
        checked = 0;
        last = from;
        connectedAt = model.head();
        resumedAt = connectedAt;
        owed.clear();
        model.after(from).stream().filter(this::concerned).forEach(event -> owed.add(event.cursor()));
    }

    void stopReading() {
        client.stopReading();
    }

    /** @param onTheirWay how many frames may have left the service; the others waited there all the time */
    void goOnReading(int onTheirWay) {
        firstAfterResume = onTheirWay;
        resumedAt = model.head();
        client.goOnReading();
    }

    void disconnect(boolean abruptly) {
        if (abruptly) {
            client.abort();
        } else {
            client.close();
        }
        checkFrames();
        client = null;
        owed.clear();
    }

    /** Something was appended to the log. */
    void happened(PushModel.Logged event) {
        if (client == null) {
            return;
        }
        if (concerned(event)) {
            owed.add(event.cursor());
        }
        owed.removeIf(cursor -> !concerned(model.at(cursor)));
    }

    /** Somebody registered under a name. */
    void named(String id, String name) {
        if (name.equals(mailbox)) {
            mailbox = id;
        }
    }

    private boolean concerned(PushModel.Logged event) {
        return reference == null ? event.isOpen() : event.concerns(mailbox);
    }

    /** Waits until all that must come has come. */
    void settle() {
        Awaitility.await("what " + this + " waits for")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(2))
                .until(this::stillOwed, Set::isEmpty);
    }

    private Set<Long> stillOwed() {
        checkArrived();
        return Set.copyOf(owed);
    }

    /** Holds against the model what came since the last time. */
    void checkArrived() {
        checkFrames();
        assertThat(client.ended()).as("%s: its socket is open", this).isNotDone();
    }

    private void checkFrames() {
        for (JsonNode frame : client.framesFrom(checked)) {
            check(frame);
            checked++;
        }
    }

    private void check(JsonNode frame) {
        long cursor = frame.path("cursor").asLong(-1);
        assertThat(cursor).as("%s comes in order: %s", this, frame).isGreaterThan(last);
        last = cursor;
        owed.remove(cursor);
        long notBefore = checked < firstAfterResume ? connectedAt : resumedAt;
        new FrameCheck(model, project, mailbox, notBefore).check(frame);
    }

    @Override
    public String toString() {
        return reference == null ? "the socket to all events" : "the socket of " + reference + " (" + mailbox + ")";
    }
}
