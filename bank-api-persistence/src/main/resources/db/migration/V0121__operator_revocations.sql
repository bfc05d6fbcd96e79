-- May run while the version before it runs: it only adds. That one takes no turns: who logs in there
-- while an operator's access is ended may stay logged in.

-- How often an operator's access was ended: one row, at which logins and revocations take turns.
create table operator_revocations (
  id    smallint not null,
  times bigint   not null,
  constraint pk_operator_revocations primary key (id)
);

insert into operator_revocations (id, times) values (1, 0);
