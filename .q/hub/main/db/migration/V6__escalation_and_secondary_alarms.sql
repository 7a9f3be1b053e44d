-- An alarm may become graver while it is up, may only follow another one, and may be one of a place.
alter table event
    add column secondary     boolean not null default false,           -- sounds because its neighbour does
    add column primary_event text    references event (id),            -- the event that it follows
    add column continues     text    references event (id),            -- the closed one whose alarm grew graver
    add column parent        text,                                     -- gateway, recorder or loop of the device
    add column escalated_at  timestamptz;
create index event_followers on event (primary_event) where primary_event is not null;

alter table event_change
    add column severity text check (severity in ('I', 'II', 'III', 'IV')),   -- of what is raised or escalated
    drop constraint event_change_kind_check,
    add check (kind in ('raised', 'escalated', 'cleared', 'accepted', 'on-site', 'resolved', 'verified', 'rejected')),
    add check (kind <> 'escalated' or severity is not null),
    drop constraint event_change_pkey;
-- What a replay brings again is known by this: an occurrence reaches several severities, each once.
create unique index event_change_once
    on event_change (occurrence, kind, (case kind when 'escalated' then severity else '' end));

drop index event_change_engine_time;
create index event_change_engine_time on event_change (lane, at desc) where kind in ('raised', 'escalated', 'cleared');

-- The list begins with what is news: an escalation is.
drop index event_by_time;
create index event_by_time on event ((coalesce(escalated_at, raised_at)) desc, id);
