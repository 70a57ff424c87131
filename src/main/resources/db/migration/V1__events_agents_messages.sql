-- Times are microseconds since the epoch, UTC. Lists and maps are JSON text.

-- The log. AUTOINCREMENT keeps the highest cursor ever given out, also after retention has removed its event.
create table events (
    cursor     integer primary key autoincrement,
    project    text    not null,
    type       text    not null,
    entity_id  text    not null,
    agent      text,
    created_at integer not null,
    audience   text,
    data       text
) strict;
create index events_by_project on events (project);
create index events_by_type on events (project, type);

create table agents (
    seq          integer primary key,
    project      text    not null,
    id           text    not null,
    name         text    not null,
    session_id   text    not null,
    token_hash   text    not null,
    capabilities text    not null,
    metadata     text    not null,
    status       text,
    focus_state  text,
    focus_at     integer,
    created_at   integer not null,
    last_seen    integer not null
) strict;
create unique index agents_by_id on agents (project, id);
create unique index agents_by_name on agents (project, name);
create unique index agents_by_session on agents (project, session_id);

-- The current content of each message. seq is the cursor of its creation, cursor that of its last change.
create table messages (
    seq          integer primary key,
    project      text    not null,
    id           text    not null,
    cursor       integer not null,
    sender       text    not null,
    sender_registered integer not null,
    from_written text    not null,
    to_written   text    not null,
    cc_written   text    not null,
    bcc_written  text    not null,
    thread_id    text,
    subject      text,
    topic        text,
    body         text    not null,
    importance   text,
    ack_required integer not null,
    created_at   integer not null
) strict;
create unique index messages_by_id on messages (project, id);
create index messages_by_stranger on messages (project, sender) where sender_registered = 0;
create index messages_by_thread on messages (project, thread_id, cursor) where thread_id is not null;
create index messages_by_sender on messages (project, sender, thread_id, cursor) where thread_id is not null;

-- The inbox is the primary key of this table: a mailbox's entries in log order.
create table deliveries (
    project text    not null,
    mailbox text    not null,
    cursor  integer not null,
    message integer not null,
    thread_id text,
    kind    text    not null,
    read_at integer,
    ack_at  integer,
    ack_due integer not null,
    primary key (project, mailbox, cursor)
) strict, without rowid;
create unique index deliveries_by_message on deliveries (project, message, mailbox);
create index deliveries_by_thread on deliveries (project, mailbox, thread_id, cursor) where thread_id is not null;
create index deliveries_unread on deliveries (project, mailbox, cursor) where read_at is null;
create index deliveries_ack_due on deliveries (project, mailbox, cursor) where ack_due = 1;

-- One row for each mailbox that a thread's messages came from or went to.
create table threads (
    project       text    not null,
    mailbox       text    not null,
    thread_id     text    not null,
    last_cursor   integer not null,
    last_message  integer not null,
    message_count integer not null,
    primary key (project, mailbox, thread_id)
) strict, without rowid;
create index threads_by_cursor on threads (project, mailbox, last_cursor);
