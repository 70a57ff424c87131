-- What an eighth kind takes beside its class. Only the tests have it.
create table gadgets (
    seq        integer primary key,
    project    text    not null,
    id         text    not null,
    position   integer not null,
    maker      text    not null,
    part_names text    not null,
    status     text    not null,
    created_at integer not null,
    updated_at integer not null,
    version    integer not null
) strict;
create unique index gadgets_by_id on gadgets (project, id);
create index gadgets_by_position on gadgets (project, position);
create index gadgets_by_status on gadgets (project, status, position);
create index gadgets_by_maker on gadgets (project, maker, position);
