-- Work records, a table a kind. seq is the cursor of a record's creation; position, by which lists go, that of its last
-- change, and of its creation where a kind is listed by that. Each filter of a list has its index, in the order of the list.
-- Two that are given together have one of their own where SQLite, which has no statistics here, might choose that of the two
-- which leaves many.

create table specs (
    seq        integer primary key,
    project    text    not null,
    id         text    not null,
    position   integer not null,
    title      text    not null,
    vision     text,
    users      text,
    problem    text,
    status     text    not null,
    created_at integer not null,
    updated_at integer not null,
    version    integer not null
) strict;
create unique index specs_by_id on specs (project, id);
create index specs_by_position on specs (project, position);
create index specs_by_status on specs (project, status, position);

create table epics (
    seq         integer primary key,
    project     text    not null,
    id          text    not null,
    position    integer not null,
    spec_id     text,
    title       text    not null,
    description text,
    status      text    not null,
    created_at  integer not null,
    updated_at  integer not null,
    version     integer not null
) strict;
create unique index epics_by_id on epics (project, id);
create index epics_by_position on epics (project, position);
create index epics_by_status on epics (project, status, position);
create index epics_by_spec on epics (project, spec_id, position);

create table stories (
    seq                 integer primary key,
    project             text    not null,
    id                  text    not null,
    position            integer not null,
    epic_id             text    not null,
    title               text    not null,
    acceptance_criteria text    not null,
    status              text    not null,
    created_at          integer not null,
    updated_at          integer not null,
    version             integer not null
) strict;
create unique index stories_by_id on stories (project, id);
create index stories_by_position on stories (project, position);
create index stories_by_status on stories (project, status, position);
create index stories_by_epic on stories (project, epic_id, position);

-- agent is the text that a client wrote, agent_mailbox the agent's id where that was registered. A claim lasts until
-- claim_expires_at, and a sign of life of its agent gives it claim_ttl_minutes again.
create table tasks (
    seq               integer primary key,
    project           text    not null,
    id                text    not null,
    position          integer not null,
    story_id          text,
    title             text    not null,
    agent             text,
    agent_mailbox     text,
    session_id        text,
    status            text    not null,
    claim_ttl_minutes integer,
    claim_expires_at  integer,
    created_at        integer not null,
    updated_at        integer not null,
    version           integer not null,
    check ((claim_expires_at is null) = (claim_ttl_minutes is null))
) strict;
create unique index tasks_by_id on tasks (project, id);
create index tasks_by_position on tasks (project, position);
create index tasks_by_status on tasks (project, status, position);
create index tasks_by_agent on tasks (project, agent_mailbox, position);
create index tasks_by_agent_and_status on tasks (project, agent_mailbox, status, position);
create index tasks_by_story_and_agent on tasks (project, story_id, agent_mailbox, position);
create index tasks_by_story on tasks (project, story_id, position);
create index tasks_by_story_and_status on tasks (project, story_id, status, position);
create index tasks_pending on tasks (project, seq) where status = 'pending';
create index tasks_pending_by_story on tasks (project, story_id, seq) where status = 'pending';
create index tasks_claimed on tasks (claim_expires_at) where claim_expires_at is not null;

create table insights (
    seq        integer primary key,
    project    text    not null,
    id         text    not null,
    position   integer not null,
    spec_id    text,
    source     text    not null,
    category   text    not null,
    title      text    not null,
    body       text,
    url        text,
    score      real,
    created_at integer not null
) strict;
create unique index insights_by_id on insights (project, id);
create index insights_by_position on insights (project, position);
create index insights_by_spec on insights (project, spec_id, position);
create index insights_by_category on insights (project, category, position);
create index insights_by_source on insights (project, source, position);
create index insights_by_category_and_source on insights (project, category, source, position);
create index insights_by_spec_and_category on insights (project, spec_id, category, position);
create index insights_by_spec_and_source on insights (project, spec_id, source, position);

create table sessions (
    seq           integer primary key,
    project       text    not null,
    id            text    not null,
    position      integer not null,
    name          text    not null,
    agent         text    not null,
    agent_mailbox text    not null,
    task_id       text,
    status        text    not null,
    started_at    integer not null,
    updated_at    integer not null
) strict;
create unique index sessions_by_id on sessions (project, id);
create index sessions_by_position on sessions (project, position);
create index sessions_by_status on sessions (project, status, position);
create index sessions_by_agent on sessions (project, agent_mailbox, position);
create index sessions_by_agent_and_status on sessions (project, agent_mailbox, status, position);

create table cujs (
    seq              integer primary key,
    project          text    not null,
    id               text    not null,
    position         integer not null,
    spec_id          text    not null,
    title            text    not null,
    persona          text,
    priority         text    not null,
    entry_point      text,
    exit_point       text,
    steps            text    not null,
    success_criteria text    not null,
    error_recovery   text    not null,
    status           text    not null,
    created_at       integer not null,
    updated_at       integer not null,
    version          integer not null
) strict;
create unique index cujs_by_id on cujs (project, id);
create index cujs_by_position on cujs (project, position);
create index cujs_by_status on cujs (project, status, position);
create index cujs_by_spec on cujs (project, spec_id, position);

-- Which features a critical user journey goes through.
create table cuj_links (
    project    text    not null,
    cuj_id     text    not null,
    feature_id text    not null,
    linked_at  integer not null,
    primary key (project, cuj_id, feature_id)
) strict, without rowid;
