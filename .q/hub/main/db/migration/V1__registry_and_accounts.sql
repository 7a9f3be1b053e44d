-- People: who may sign in, with what, and what they changed.

create table account (
  name          text        primary key check (char_length(name) between 1 and 64 and name !~ '\s'),
  password_hash text        not null check (password_hash like '{%}%'),
  roles         text[]      not null
                check (cardinality(roles) > 0 and roles <@ array['INSTALLER', 'OPERATOR', 'OFFICER', 'ADMIN']),
  created_at    timestamptz not null,
  created_by    text        not null
);
create unique index account_name_without_case on account (lower(name));

create table api_token (
  hash         bytea       primary key check (octet_length(hash) = 32),
  account      text        not null references account on delete cascade,
  created_at   timestamptz not null,
  expires_at   timestamptz not null check (expires_at > created_at),
  last_used_at timestamptz
);
create index api_token_account on api_token (account);
create index api_token_expires_at on api_token (expires_at);

-- Used once, then deleted: the set-up code (no account yet) and sign-in links.
create table one_time_code (
  hash       bytea       primary key check (octet_length(hash) = 32),
  account    text        references account on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at)
);
create unique index one_time_code_single_setup on one_time_code ((true)) where account is null;

-- Each row's hash covers the row and the hash before it: a changed or missing row breaks the chain.
create table audit (
  number    bigint      primary key check (number > 0),
  at        timestamptz not null,
  actor     text        not null,
  address   text        not null,
  action    text        not null,
  subject   text        not null,
  details   text        not null,
  prev_hash bytea       not null check (octet_length(prev_hash) = 32),
  hash      bytea       not null unique check (octet_length(hash) = 32)
);
create index audit_subject on audit (subject, number);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit rows are never changed or deleted';
end $$;
create trigger audit_append_only before update or delete on audit
  for each row execute function audit_is_append_only();
create trigger audit_no_truncate before truncate on audit
  for each statement execute function audit_is_append_only();

-- Devices.

create table device (
  id            text        primary key check (id ~ '^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$'),
  type          text        not null,
  name          text        not null check (char_length(name) <= 100 and name ~ '\S'),
  link          text        not null check (link <> ''),
  parent        text        references device check (parent <> id),
  grid          text        not null check (grid ~ '^[0-9]{0,32}$'),
  community     text        not null default '',
  street        text        not null default '',
  building      text        not null default '',
  floor         text        not null default '',
  room          text        not null default '',
  latitude      double precision check (latitude between -90 and 90),
  longitude     double precision check (longitude between -180 and 180),
  supervision   text        not null check (supervision in ('20s', '90s', '180s', '30m', '25h')),
  state         text        not null
                check (state in ('REGISTERED', 'PROVEN', 'IN_SERVICE', 'BYPASSED', 'RETIRED')),
  installer     text        not null,
  registered_at timestamptz not null,
  proven_at     timestamptz,
  retired_at    timestamptz,
  retired_reason text,
  check ((latitude is null) = (longitude is null)),
  check ((state = 'RETIRED') = (retired_at is not null)),
  check ((retired_at is null) = (retired_reason is null))
);
create index device_parent on device (parent) where parent is not null;

-- The secret is made by the hub with 160 random bits; a salted SHA-256 is as good as a slow hash for it.
create table device_credential (
  device     text        primary key references device on delete cascade,
  salt       bytea       not null check (octet_length(salt) = 16),
  hash       bytea       not null check (octet_length(hash) = 32),
  created_at timestamptz not null
);

-- When each device was last heard and what it said, as of a few seconds ago; written in batches, so kept apart.
create table device_heard (
  device   text        primary key references device on delete cascade,
  at       timestamptz not null,
  readings text        not null
) with (fillfactor = 50);
