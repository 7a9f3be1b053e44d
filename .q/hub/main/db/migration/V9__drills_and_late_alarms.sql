-- When that was observed what raised an alarm, if it came late.
alter table event add column observed_at timestamptz;

-- Who asked for a drill, when it was due, when its alarm was on disk, and its event.
alter table drill
    add column person    text not null default 'hub',
    add column due_at    timestamptz,                       -- null for one by hand
    add column stored_at timestamptz,
    add column event     text,
    add constraint drill_reasons check (reason in ('bus', 'event', 'desk', 'over', 'stopped'));
create index drill_under_way on drill (began_at) where ended_at is null;
