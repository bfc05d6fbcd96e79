-- May run while the old version runs: it only adds. Until its last node is gone, nodes of the old
-- version count each Bridge user's requests for themselves.
--
-- What a Bridge user may still be asked for in this minute, one for all nodes: until when, in
-- microseconds since 1970, the requests leased so far are paid for at the steady rate.
create table bridge_user_budget (
  bridge_uuid         uuid   not null,
  requests_paid_until bigint not null,
  tokens_paid_until   bigint not null,
  constraint pk_bridge_user_budget primary key (bridge_uuid)
);
