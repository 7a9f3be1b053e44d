-- What is settled is deleted when it is old (fengsui.dispatch.keep-settled); found by age without a look at the rest.
create index outbox_settled on outbox (coalesce(delivered_at, refused_at))
    where delivered_at is not null or refused_at is not null;
