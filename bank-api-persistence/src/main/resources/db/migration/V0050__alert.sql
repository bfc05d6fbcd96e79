-- May run while the version before it runs: it only adds.

-- What is or was wrong. While a condition holds, its kind and subject stand in open_key too, where
-- they can stand only once; nothing can stand there any number of times. Before opened_at it is only
-- watched, and nobody was told.
create table alert (
  id uuid not null,
  kind varchar(40) not null,
  subject varchar(100) not null,
  open_key varchar(150),
  level integer not null,
  details varchar(4000) not null,
  began_at timestamp with time zone not null,
  watched_since timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  opened_at timestamp with time zone,
  ended_at timestamp with time zone,
  step integer not null,
  constraint pk_alert primary key (id),
  constraint uq_alert_open unique (open_key)
);
create index ix_alert_opened on alert (opened_at);
create index ix_alert_ended on alert (ended_at);

-- What a channel was told of it. next_attempt_at: there is something to tell, and when.
create table alert_notice (
  id uuid not null,
  alert_id uuid not null,
  channel varchar(40) not null,
  told_at timestamp with time zone,
  due_at timestamp with time zone,
  next_attempt_at timestamp with time zone,
  attempts integer not null,
  claim_token uuid,
  lease_until timestamp with time zone,
  last_error varchar(500),
  constraint pk_alert_notice primary key (id),
  constraint fk_alert_notice_alert foreign key (alert_id) references alert (id),
  constraint uq_alert_notice unique (alert_id, channel)
);
create index ix_alert_notice_due on alert_notice (channel, next_attempt_at);
