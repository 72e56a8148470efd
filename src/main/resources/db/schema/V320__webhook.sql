-- Webhooks: who is told what, and what is on its way. producer_id: of whom an endpoint hears; null for one of the
-- platform's. Secrets lie sealed in the vault; the former one signs too until former_until.
CREATE TABLE webhook_endpoint (
  id            uuid        PRIMARY KEY,
  producer_id   uuid,
  url           text        NOT NULL CHECK (length(url) <= 1000),
  types         text[]      NOT NULL,
  status        text        NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'PAUSED', 'GONE', 'FAILING')),
  secret        bytea,
  former_secret bytea,
  former_until  timestamptz,
  failing_since timestamptz,
  version       integer     NOT NULL DEFAULT 1,
  created_at    timestamptz NOT NULL DEFAULT now(),
  CHECK ((former_secret IS NULL) = (former_until IS NULL))
);
CREATE INDEX webhook_endpoint_producer ON webhook_endpoint (producer_id, id);

-- The queue: an event for each endpoint that wants it, written in the transaction of what happened. due_at: when it is
-- tried next; while somebody tries it, who has the lease, when another may.
CREATE TABLE webhook_delivery (
  endpoint_id  uuid        NOT NULL,
  event_id     uuid        NOT NULL,
  type         text        NOT NULL,
  body         text        NOT NULL,
  occurred_at  timestamptz NOT NULL,
  status       text        NOT NULL DEFAULT 'WAITING' CHECK (status IN ('WAITING', 'DELIVERED', 'DEAD')),
  attempts     integer     NOT NULL DEFAULT 0,
  due_at       timestamptz NOT NULL,
  lease        uuid,
  attempted_at timestamptz,
  answer       text,
  PRIMARY KEY (endpoint_id, event_id)
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, due_at, event_id) WHERE status = 'WAITING';
CREATE INDEX webhook_delivery_old ON webhook_delivery (attempted_at) WHERE status <> 'WAITING';
