-- A device without an address is called by its id, so no other device may have that id as address: whoever holds it
-- could speak for the other. An address that is another's id by now is dropped; its device goes by its own id again,
-- which may in turn be somebody's address.
do $$
begin
  loop
    update device d set address = null
      where d.state <> 'RETIRED' and d.address is not null and exists (
        select 1 from device o
          where o.id = d.address and o.id <> d.id and o.address is null and o.state <> 'RETIRED'
            and o.link = d.link and coalesce(o.parent, '') = coalesce(d.parent, ''));
    exit when not found;
  end loop;
end $$;

drop index device_address;
create unique index device_address on device (link, coalesce(parent, ''), coalesce(address, id))
  where state <> 'RETIRED';
