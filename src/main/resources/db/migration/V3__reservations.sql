-- Leases on patterns of paths. fence is the cursor of the grant; ending says why it is over: released, ttl or heartbeat.
create table reservations (
    fence              integer primary key,
    project            text    not null,
    id                 text    not null,
    agent              text    not null,
    patterns           text    not null,
    exclusive          integer not null,
    reason             text,
    ttl_minutes        integer not null,
    renew_on_heartbeat integer not null,
    created_at         integer not null,
    expires_at         integer not null,
    ended_at           integer,
    ending             text
) strict;
-- Ids are unique over all projects: a local caller may name one without its project.
create unique index reservations_by_id on reservations (id);
create index reservations_open on reservations (project) where ended_at is null;
create index reservations_ended on reservations (project, agent, fence) where ended_at is not null;

-- Whether an agent has ever sent a heartbeat: only then does its silence end its reservations.
alter table agents add column heartbeats integer not null default 0;
