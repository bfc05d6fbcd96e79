-- May run while the version before it runs: it only adds. That one does not know who suspended an
-- address: a test that arrives there has it sent to again, also where an operator had suspended it.

-- GATEWAY or OPERATOR while the state is SUSPENDED.
alter table webhook_target add column suspended_by varchar(20);
update webhook_target set suspended_by = 'GATEWAY' where state = 'SUSPENDED';
-- How often its state has changed.
alter table webhook_target add column version bigint default 0 not null;
