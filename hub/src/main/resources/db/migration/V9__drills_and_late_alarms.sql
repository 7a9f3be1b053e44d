-- When that was observed what raised an alarm, if it came late.
alter table event add column observed_at timestamptz;
