-- What people changed of the rules: each change is a version of its own, one of them in force.

create table rule_set (
  version int         primary key check (version > 0),
  at      timestamptz not null,
  author  text        not null,
  reason  text        not null check (char_length(reason) between 1 and 200),
  change  text        not null check (change in ('files', 'packs', 'mode', 'rollback')),
  files   jsonb       not null check (jsonb_typeof(files) = 'object'),  -- name -> text; beside those that are shipped or on disk
  packs   jsonb       not null check (jsonb_typeof(packs) = 'array'),   -- shipped files that are not run unless named here
  modes   jsonb       not null check (jsonb_typeof(modes) = 'object'),  -- rule -> shadow or armed, whatever its file says
  active  boolean     not null
);
create unique index rule_set_one_active on rule_set (active) where active;

-- What else a device is called; rules select by it.
alter table device add column tags text[] not null default '{}'
  check (cardinality(tags) <= 20 and array_position(tags, null) is null);
