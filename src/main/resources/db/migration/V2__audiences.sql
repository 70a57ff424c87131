-- Who may see, by now, an event that not everyone may: a row moves to the agent that gets its mailbox, as mail does.
-- events.audience stays what it was when the event happened; null there is for everyone, and such an event has no row here.
create table audiences (
    project text    not null,
    mailbox text    not null,
    cursor  integer not null,
    primary key (project, mailbox, cursor)
) strict, without rowid;

-- Until now there were such events of one kind only: what a bcc recipient (events.agent) did, told to it and the sender.
-- Mailboxes may have become an agent's since. The sender is known: messages.sender moved along. The recipient is known if
--   no other bcc recipient of the message did anything at that time: it is whoever has the entry with that time;
--   or if it was an agent already;
--   or if the mailbox has an older entry yet, which an agent that got the mailbox would have taken along.
-- Otherwise (the message was replaced since, and nothing older is there) it may or may not have become an agent's, and
-- nothing tells which: it gets no row rather than one that shows another what isn't meant for it.
insert or ignore into audiences (project, mailbox, cursor)
with receipts as (
    select
        e.project, e.cursor, e.created_at, e.agent, m.seq as message, m.sender,
        min(e.agent) over at_once = max(e.agent) over at_once as alone
    from events e join messages m on m.project = e.project and m.id = e.entity_id
    where e.audience is not null
    window at_once as (partition by e.project, e.entity_id, e.created_at)
)
select project, sender, cursor from receipts
union all
select r.project, d.mailbox, r.cursor
from receipts r join deliveries d on d.project = r.project and d.message = r.message
where r.alone and d.kind = 'bcc' and r.created_at in (d.read_at, d.ack_at)
union all
select r.project, r.agent, r.cursor
from receipts r
where exists (select 1 from agents a where a.project = r.project and a.id = r.agent)
    or exists (
        select 1 from deliveries d where d.project = r.project and d.mailbox = r.agent and d.cursor < r.cursor);
