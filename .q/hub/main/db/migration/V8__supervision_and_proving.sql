-- Alarms that are not what they say, silences that are folded into one fault; what could not be seen, and how it is proven.

alter table event
    add column mark       text check (mark in ('test', 'bypassed', 'drill')),
    add column silence    boolean not null default false,   -- the hub cannot hear the subject
    add column would_task boolean not null default false;   -- somebody would be sent, were it not put aside or folded
create index event_silence on event (subject) where silence and closed_at is null;
create index event_silence_behind on event (parent) where silence and closed_at is null;
create index event_continues on event (continues) where continues is not null;
create index event_marked on event (mark, raised_at) where mark is not null;

alter table event_change
    drop constraint event_change_kind_check,
    add constraint event_change_kinds check (kind in ('raised', 'escalated', 'folded', 'cleared', 'accepted', 'on-site',
        'resolved', 'verified', 'rejected'));

-- How often a device reports, as learned from it.
alter table device_heard
    add column habit_seconds double precision check (habit_seconds > 0),
    add column habit_spans   int not null default 0 check (habit_spans >= 0);

-- Spans in which an alarm could not have been seen. scope: device:ID, link:NAME, or hub for all.
create table blind_window (
    scope   text        not null check (scope ~ '^(device:|link:).|^hub$'),
    reason  text        not null check (reason in ('silent', 'bypassed', 'test', 'hub-down', 'link-down')),
    from_at timestamptz not null,
    to_at   timestamptz check (to_at >= from_at),           -- null while it lasts
    times   int         not null default 1 check (times > 0), -- spans that lay close together are folded into one
    primary key (scope, reason, from_at)
);
create unique index blind_window_open on blind_window (scope, reason) where to_at is null;
create index blind_window_going on blind_window (to_at);

-- Who took a device out of supervision, why and until when. Rows stay.
create table bypass (
    id          bigint      generated always as identity primary key,
    device      text        not null references device,
    why         text        not null check (char_length(why) between 1 and 200),
    person      text        not null,
    since       timestamptz not null,
    until       timestamptz not null check (until > since),
    state       text        not null,                       -- of the device before
    ended_at    timestamptz,
    ended_by    text,
    check ((ended_at is null) = (ended_by is null))
);
create unique index bypass_open on bypass (device) where ended_at is null;
create index bypass_since on bypass (since desc);

create table walk_test (
    id       text        primary key check (id ~ '^wt-[0-9a-z]{6,32}$'),
    zone     jsonb       not null,
    person   text        not null,
    since    timestamptz not null,
    until    timestamptz not null check (until > since),
    ended_at timestamptz,
    ended_by text,                                          -- an account, or hub at the end of its time
    check ((ended_at is null) = (ended_by is null))
);
create unique index walk_test_open on walk_test (person) where ended_at is null;

create table walk_point (
    test     text        not null references walk_test,
    device   text        not null references device,
    heard_at timestamptz,                                   -- it spoke
    alarm_at timestamptz,                                   -- its alarm came through: passed
    event    text,
    primary key (test, device)
);
create index walk_point_device on walk_point (device);

-- What the hub signs reports with.
create table signing_key (
    name        text        primary key,
    private_key bytea       not null,
    public_key  bytea       not null,
    created_at  timestamptz not null
);

create table drill (
    id        text        primary key check (id ~ '^dr-[0-9a-z]{6,32}$'),
    street    text        not null,
    device    text        not null references device,
    began_at  timestamptz not null,
    event_at  timestamptz,                                  -- its event was there
    task_at   timestamptz,                                  -- its task was on the desk
    ended_at  timestamptz,
    passed    boolean,
    reason    text,
    check ((ended_at is null) = (passed is null))
);
create index drill_of_street on drill (street, began_at desc);
