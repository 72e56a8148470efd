-- One transfer of a buyer's money over one or more of her orders. Spans producers, so its key cannot begin with one.
CREATE TABLE payment (
  id             uuid        PRIMARY KEY,
  buyer_id       uuid        NOT NULL,
  provider       text        NOT NULL,
  status         text        NOT NULL DEFAULT 'PENDING' CHECK (status IN ('PENDING', 'PAID', 'CLOSED')),
  amount_fen     bigint      NOT NULL CHECK (amount_fen > 0),
  cashier_url    text,
  transaction_id text,
  created_at     timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  ask_at         timestamptz NOT NULL,
  asked          integer     NOT NULL DEFAULT 0,
  paid_at        timestamptz,
  UNIQUE (provider, transaction_id),
  CHECK ((status = 'PAID') = (transaction_id IS NOT NULL AND paid_at IS NOT NULL))
) WITH (fillfactor = 80);
CREATE INDEX payment_pending ON payment (ask_at) WHERE status = 'PENDING';

-- What a payment is for. SETTLED: it paid the order. EXTRA: the order was paid before, or is over; the money goes back.
CREATE TABLE payment_order (
  producer_id uuid   NOT NULL,
  order_id    uuid   NOT NULL,
  payment_id  uuid   NOT NULL,
  amount_fen  bigint NOT NULL CHECK (amount_fen > 0),
  outcome     text   CHECK (outcome IN ('SETTLED', 'EXTRA')),
  PRIMARY KEY (producer_id, order_id, payment_id)
) WITH (fillfactor = 80);
CREATE INDEX payment_order_payment ON payment_order (payment_id);
CREATE UNIQUE INDEX payment_order_settled_once ON payment_order (producer_id, order_id) WHERE outcome = 'SETTLED';

-- Money that goes back: accepted and posted here first, then asked of the provider under a number that never changes.
CREATE TABLE payment_refund (
  producer_id  uuid        NOT NULL,
  id           uuid        NOT NULL,
  payment_id   uuid        NOT NULL,
  order_id     uuid        NOT NULL,
  line_id      uuid,
  amount_fen   bigint      NOT NULL CHECK (amount_fen > 0),
  reason       text        NOT NULL,
  requested_by uuid        NOT NULL,
  status       text        NOT NULL DEFAULT 'ACCEPTED' CHECK (status IN ('ACCEPTED', 'SUCCEEDED')),
  accepted_at  timestamptz NOT NULL,
  send_at      timestamptz NOT NULL,
  sent         integer     NOT NULL DEFAULT 0,
  succeeded_at timestamptz,
  PRIMARY KEY (producer_id, id)
) WITH (fillfactor = 80);
CREATE INDEX payment_refund_waiting ON payment_refund (send_at) WHERE status = 'ACCEPTED';
CREATE INDEX payment_refund_order ON payment_refund (producer_id, order_id);

-- Marks payments PAID, each once: of several notices for one, and of several nodes, one makes it so. Returns what each of
-- those was for. A payment that was closed in the meantime is taken too: its money has arrived.
CREATE FUNCTION payment_claim(ids uuid[], transactions text[], amounts bigint[], at timestamptz)
RETURNS TABLE (payment_id uuid, producer_id uuid, order_id uuid, amount_fen bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  claimed uuid[];
BEGIN
  PERFORM 1 FROM payment p WHERE p.id = ANY(ids) ORDER BY p.id FOR NO KEY UPDATE;
  WITH done AS (
    UPDATE payment p
       SET status = 'PAID', transaction_id = w.transaction_id, paid_at = at
      FROM (SELECT DISTINCT ON (n.id) n.id, n.transaction_id, n.amount_fen
              FROM unnest(ids, transactions, amounts) AS n (id, transaction_id, amount_fen)) w
     WHERE p.id = w.id AND p.status <> 'PAID' AND p.amount_fen = w.amount_fen
    RETURNING p.id
  )
  SELECT array_agg(d.id) INTO claimed FROM done d;
  RETURN QUERY
    SELECT o.payment_id, o.producer_id, o.order_id, o.amount_fen
      FROM payment_order o
     WHERE o.payment_id = ANY(claimed)
     ORDER BY o.payment_id, o.producer_id, o.order_id;
END $$;
