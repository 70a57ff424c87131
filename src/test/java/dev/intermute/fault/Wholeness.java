package dev.intermute.fault;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.intermute.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds of the mail and the reservations in a database at every moment: a write is there whole, or not at all. For mail
 * without denied recipients and receipts with a name.
 */
final class Wholeness {
    /** What must not be there, and the query that finds it. */
    private static final Map<String, String> NOTHING = new LinkedHashMap<>();

    static {
        NOTHING.put("a message without a delivery to each of its recipients", """
                select m.id from messages m
                where json_array_length(m.to_written) + json_array_length(m.cc_written)
                        + json_array_length(m.bcc_written)
                    <> (select count(*) from deliveries d where d.project = m.project and d.message = m.seq)""");
        NOTHING.put("a delivery of what isn't there, or isn't there any more", """
                select d.mailbox || ' ' || d.cursor from deliveries d
                where not exists (
                    select 1 from messages m
                    where m.seq = d.message and m.project = d.project and m.cursor = d.cursor
                        and m.thread_id is d.thread_id)""");
        NOTHING.put("a message without the event of its creation", """
                select m.id from messages m
                where not exists (
                    select 1 from events e
                    where e.cursor = m.seq and e.project = m.project and e.type = 'message.created'
                        and e.entity_id = m.id)""");
        NOTHING.put("a message without the event of its last change", """
                select m.id from messages m
                where m.cursor <> m.seq and not exists (
                    select 1 from events e
                    where e.cursor = m.cursor and e.project = m.project and e.type = 'message.updated'
                        and e.entity_id = m.id)""");
        NOTHING.put("an event of a message that isn't there, or is there only up to an earlier change", """
                select e.cursor from events e
                where e.type in ('message.created', 'message.updated') and not exists (
                    select 1 from messages m
                    where m.project = e.project and m.id = e.entity_id and e.cursor between m.seq and m.cursor)""");
        NOTHING.put("a message that was created twice", """
                select entity_id from events where type = 'message.created'
                group by project, entity_id having count(*) > 1""");
        NOTHING.put("a thread that counts otherwise than its messages do", """
                with mail as (
                    select project, sender as mailbox, thread_id, seq, cursor from messages
                    where thread_id is not null
                    union
                    select project, mailbox, thread_id, message, cursor from deliveries
                    where thread_id is not null),
                counted as (
                    select project, mailbox, thread_id, count(*) as number, max(cursor) as last from mail
                    group by project, mailbox, thread_id)
                select mailbox || ' ' || thread_id || ' ' || coalesce(number, 0) || ' ' || coalesce(message_count, 0)
                from counted full join threads using (project, mailbox, thread_id)
                where number is not message_count or last is not last_cursor""");
        NOTHING.put("mail at a mailbox that an agent has taken over", """
                select mailbox from (
                    select project, mailbox from deliveries
                    union select project, mailbox from threads
                    union select project, mailbox from audiences)
                join agents a using (project) where a.name = mailbox""");
        NOTHING.put("a receipt without its one event, or the other way round", """
                with told as (
                    select project, entity_id, agent, sum(type = 'message.read') as reads,
                        sum(type = 'message.ack') as acks
                    from events where type in ('message.read', 'message.ack') group by project, entity_id, agent),
                noted as (
                    select m.project, m.id as entity_id, d.mailbox as agent, d.read_at, d.ack_at
                    from deliveries d join messages m on m.seq = d.message
                    where m.cursor = m.seq)
                select entity_id || ' ' || agent
                from noted left join told using (project, entity_id, agent)
                where coalesce(reads, 0) > 1 or coalesce(acks, 0) <> (ack_at is not null)
                    or (coalesce(reads, 0) + coalesce(acks, 0) > 0) <> (read_at is not null)""");
        NOTHING.put("a reservation without the event of its grant, or the other way round", """
                select id from reservations r
                where not exists (
                    select 1 from events e
                    where e.cursor = r.fence and e.project = r.project and e.type = 'reservation.created'
                        and e.entity_id = r.id)
                union all
                select entity_id from events e
                where e.type = 'reservation.created' and not exists (
                    select 1 from reservations r where r.fence = e.cursor)""");
        NOTHING.put("a reservation that is over without its one event, or the other way round", """
                select id from reservations r
                where (ended_at is not null) <> (
                    select count(*) from events e
                    where e.project = r.project and e.entity_id = r.id
                        and e.type in ('reservation.released', 'reservation.expired'))""");
        NOTHING.put("what two agents hold at once, and may not", """
                select a.id || ' ' || b.id
                from reservations a join reservations b using (project, patterns)
                where a.fence < b.fence and a.agent <> b.agent and (a.exclusive or b.exclusive)
                    and a.ended_at is null and b.ended_at is null""");
        NOTHING.put("an event for some without those who may see it, or the other way round", """
                select cursor from events where audience is not null and cursor not in (select cursor from audiences)
                union all
                select cursor from audiences
                where cursor not in (select cursor from events where audience is not null)""");
        NOTHING.put("a cursor beyond the one that new ones go on from", """
                select seq from sqlite_sequence
                where name = 'events' and seq < (select max(cursor) from events)""");
    }

    private Wholeness() {}

    /** Checks it, and that SQLite has nothing to say against the file. */
    static void check(TestDatabase database) throws SQLException {
        assertThat(database.texts("pragma integrity_check")).containsExactly("ok");
        for (Map.Entry<String, String> query : NOTHING.entrySet()) {
            assertThat(database.texts(query.getValue())).as(query.getKey()).isEmpty();
        }
    }
}
