-- Role and database of Bank API; the tables are made by the gateway itself at its start.
--   psql -h 127.0.0.1 -U postgres -v ON_ERROR_STOP=1 -f database.sql
--   psql -h 127.0.0.1 -U postgres -c '\password bankapi'          (asks; the password stands in no file and no log)
-- One role that owns its own database and nothing else: the gateway migrates its schema at each start, so a second role for the
-- migrations would have to be known to the same process. Undo: drop database bankapi; drop role bankapi;
create role bankapi login nosuperuser nocreatedb nocreaterole noreplication connection limit 200;
create database bankapi owner bankapi encoding 'UTF8' template template0;
revoke all on database bankapi from public;
\connect bankapi
-- Nobody else, not even a role that may connect, makes tables here.
revoke all on schema public from public;
grant all on schema public to bankapi;
-- A transaction that a dead node left open holds no lock for longer than this.
alter role bankapi in database bankapi set idle_in_transaction_session_timeout = '2min';
alter role bankapi in database bankapi set lock_timeout = '30s';
-- A statement of a request takes milliseconds. The gateway's migrations lift this, and the first, for themselves.
alter role bankapi in database bankapi set statement_timeout = '40s';
