-- As an index of a large table.
select pg_sleep(2);
