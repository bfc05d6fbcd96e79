-- May run while the version before it runs: it only adds.
--
-- The request budget that all nodes share: one row that says until when, in microseconds since
-- 1970, the requests leased so far are paid for at the steady rate (generic cell rate algorithm).
create table bridge_budget (
  id         smallint not null,
  paid_until bigint   not null,
  constraint pk_bridge_budget primary key (id)
);

insert into bridge_budget (id, paid_until) values (1, 0);
