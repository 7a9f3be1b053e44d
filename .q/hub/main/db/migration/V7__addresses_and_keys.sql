-- What a device is called on its link, where that is not its id: an endpoint name, a panel's number, a loop and point.
alter table device add column address text check (char_length(address) between 1 and 128);
create unique index device_address on device (link, coalesce(parent, ''), address)
  where address is not null and state <> 'RETIRED';

-- Keys that the hub must know itself, for devices that prove themselves with them (DTLS-PSK). Whoever reads this
-- table can pretend to be these devices; a backup holds it.
create table device_key (
  device     text  primary key references device on delete cascade,
  key        bytea not null check (octet_length(key) between 8 and 64)
);
