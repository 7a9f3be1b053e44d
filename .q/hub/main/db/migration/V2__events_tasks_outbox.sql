-- Events, what happened to them, the tasks made of them, and what is still to be handed over.
-- Column names are those of the records in io.fengsui.hub.event (snake case): rows travel as JSON.

create table event (
    id              text        primary key check (id ~ '^[0-9a-z]{16,64}$'),
    rule            text        not null,
    lane            text        not null check (lane in ('life-safety', 'telemetry')),
    subject         text        not null,                    -- device id
    subject_name    text        not null,
    title           jsonb       not null check (title ?& array['zh', 'en']),
    advice          jsonb       not null check (advice ?& array['zh', 'en']),
    category_scheme text        not null,
    category        text        not null,
    severity        text        not null check (severity in ('I', 'II', 'III', 'IV')),
    makes_task      boolean     not null,
    state           text        not null check (state in ('raised', 'accepted', 'on-site', 'resolved', 'verified', 'rejected')),
    active          boolean     not null,                    -- the condition still holds
    revision        int         not null check (revision > 0),
    recurrences     int         not null check (recurrences >= 0),
    occurrence      text        not null,                    -- the latest one
    raised_at       timestamptz not null,
    last_raised_at  timestamptz not null,
    cleared_at      timestamptz,
    closed_at       timestamptz,
    place           jsonb       not null,
    evidence        jsonb       not null check (jsonb_typeof(evidence) = 'array'),
    check ((closed_at is null) = (state in ('raised', 'accepted', 'on-site'))),
    check (active = (cleared_at is null))
);

-- One incident at a time for what one rule says of one device.
create unique index event_open on event (rule, subject) where closed_at is null;
create index event_by_time on event (raised_at desc, id);
create index event_active on event (lane, subject) where active;

create table event_change (
    occurrence  text        not null check (occurrence ~ '^[0-9a-z]{16,64}$'),
    kind        text        not null check (kind in ('raised', 'cleared', 'accepted', 'on-site', 'resolved', 'verified', 'rejected')),
    event       text        not null references event (id),
    revision    int         not null,
    lane        text        not null check (lane in ('life-safety', 'telemetry')),
    at          timestamptz not null,                        -- engine time for raised and cleared, else the hub's clock
    person      text,                                        -- who, for what people do
    reason      text,
    evidence    jsonb       not null,
    primary key (occurrence, kind),                          -- what a replay brings again is known by this
    unique (event, revision)
);

create index event_change_engine_time on event_change (lane, at desc) where kind in ('raised', 'cleared');

create table task (
    id          bigint      generated always as identity primary key,
    event       text        not null unique references event (id),
    state       text        not null check (state in ('open', 'accepted', 'on-site', 'closed')),
    assignee    text,
    created_at  timestamptz not null,
    accepted_at timestamptz,
    arrived_at  timestamptz,
    closed_at   timestamptz,
    outcome     text        check (outcome in ('resolved', 'false-alarm', 'drill', 'duplicate')),
    reason      text        check (length(reason) between 1 and 1000),
    closed_by   text,
    version     int         not null default 1,
    check ((state = 'open') = (assignee is null)),
    check ((assignee is null) = (accepted_at is null)),
    check (state <> 'on-site' or arrived_at is not null),
    check ((state = 'closed') = (closed_at is not null)),
    check ((state = 'closed') = (outcome is not null and reason is not null and closed_by is not null))
);

create index task_not_closed on task (created_at) where state <> 'closed';
create index task_closed on task (closed_at desc) where state = 'closed';
create index task_of_assignee on task (assignee) where state <> 'closed';

create table outbox (
    id              bigint      generated always as identity primary key,
    event           text        not null references event (id),
    revision        int         not null,
    channel         text        not null,
    type            text        not null,                    -- CloudEvents type
    at              timestamptz not null,                    -- when it happened, engine time
    payload         jsonb       not null,                    -- CloudEvents data
    attempts        int         not null default 0,
    next_attempt_at timestamptz not null,
    claimed_until   timestamptz,                             -- a worker is at it
    delivered_at    timestamptz,
    refused_at      timestamptz,
    reference       text,                                    -- what the receiver calls it
    last_error      text,
    unique (event, revision, channel),
    check (delivered_at is null or refused_at is null)
);

create index outbox_unsettled on outbox (channel, next_attempt_at, id)
    where delivered_at is null and refused_at is null;
create index outbox_order on outbox (channel, event, revision)
    where delivered_at is null and refused_at is null;
create index outbox_refused on outbox (channel) where refused_at is not null;
