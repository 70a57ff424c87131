package dev.intermute.push;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.intermute.event.Committed;
import dev.intermute.event.EventType;

/**
 * What became of the messages of a batch by its end. A batch is on disk as a whole when its first event is passed on, so a
 * message that one of its units sent and a later one overwrote shows what the later one made of it.
 */
final class LatestMail {
    private final Map<Key, Committed.Change> updates = new HashMap<>();
    private final Map<Key, String> owners = new HashMap<>();

    LatestMail(List<Committed> batch) {
        for (Committed item : batch) {
            if (item instanceof Committed.Change change && change.event().type() == EventType.MESSAGE_UPDATED) {
                updates.put(Key.of(change), change);
            } else if (item instanceof Committed.Handover handover) {
                owners.put(new Key(handover.project(), handover.mailbox()), handover.agentId());
            }
        }
    }

    /** The last change of the message of an event. */
    Committed.Change of(Committed.Change change) {
        return updates.isEmpty() ? change : updates.getOrDefault(Key.of(change), change);
    }

    /** Whether a mailbox that an event went to is still a recipient. */
    boolean stillGets(Committed.Change change, String mailbox) {
        Committed.Change last = of(change);
        String owner = owners.getOrDefault(new Key(change.event().project(), mailbox), mailbox);
        return last.mail().mailboxes().contains(mailbox)
                || last.mail().mailboxes().contains(owner);
    }

    private record Key(String project, String name) {
        static Key of(Committed.Change change) {
            return new Key(change.event().project(), change.event().entityId());
        }
    }
}
