package dev.intermute.record;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.agent.Handover;

/** Hands records that name an agent before it has registered to it, whichever kind they are of. */
@ApplicationScoped
class RecordHandover implements Handover {
    private final Kinds kinds;
    private final RecordRepository records;

    RecordHandover(Kinds kinds, RecordRepository records) {
        this.kinds = kinds;
        this.records = records;
    }

    @Override
    public void handOver(String project, String name, String agentId) {
        for (Kind<?> kind : kinds.all()) {
            kind.mailboxes().forEach(mailbox -> records.handOver(kind, mailbox, project, name, agentId));
        }
    }
}
