-- What of the devices' input became no record of the bus, or came too late: counted for good, and the latest kept.

-- device: '' for what cannot be told to be from a registered device.
create table loss_count (
    link     text        not null,
    device   text        not null,
    reason   text        not null,
    count    bigint      not null check (count > 0),
    first_at timestamptz not null,
    last_at  timestamptz not null,
    primary key (link, device, reason)
) with (fillfactor = 50);

create table loss (
    id          bigint      primary key check (id > 0),          -- numbered by the ledger's one writer
    first_at    timestamptz not null,
    last_at     timestamptz not null,
    count       bigint      not null check (count > 0),          -- equal losses, folded into this row
    link        text        not null,
    device      text,                                            -- as it says; it need not be registered
    life_safety boolean     not null,
    reason      text        not null,
    sentence    text        not null check (char_length(sentence) <= 200),
    sample_kind text        check (sample_kind in ('raw', 'message')),
    source      text        check (char_length(source) <= 256),
    sample      bytea       check (octet_length(sample) <= 4096), -- of the latest of them
    whole       boolean,
    bytes       int         generated always as (coalesce(octet_length(sample), 0) + octet_length(sentence) + 200) stored,
    replayed_at timestamptz,
    replayed_by text,
    messages    int         check (messages >= 0),               -- that the replay gave
    check ((sample_kind is null) = (sample is null) and (sample is null) = (whole is null)),
    check ((replayed_at is null) = (replayed_by is null) and (replayed_at is null) = (messages is null))
);

create index loss_latest on loss (last_at desc, id desc);
create index loss_of_device on loss (device, last_at desc, id desc) where device is not null;
-- The order in which they go when there are too many.
create index loss_going on loss ((life_safety and replayed_at is null), last_at, id);
