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
-- What a buyer asks for waits for the seller, who accepts or refuses it; until then nothing moves. Goods come back with
-- the money or without: returned fit for sale, or spoiled.
CREATE TABLE payment_refund (
  producer_id       uuid        NOT NULL,
  id                uuid        NOT NULL,
  payment_id        uuid        NOT NULL,
  order_id          uuid        NOT NULL,
  line_id           uuid,
  amount_fen        bigint      NOT NULL,
  reason            text        NOT NULL,
  requested_by      uuid        NOT NULL,
  status            text        NOT NULL DEFAULT 'ACCEPTED'
    CHECK (status IN ('REQUESTED', 'REFUSED', 'ACCEPTED', 'SUCCEEDED')),
  accepted_at       timestamptz,
  send_at           timestamptz NOT NULL,
  sent              integer     NOT NULL DEFAULT 0,
  succeeded_at      timestamptz,
  returned_quantity bigint      NOT NULL DEFAULT 0 CHECK (returned_quantity >= 0),
  spoiled_quantity  bigint      NOT NULL DEFAULT 0 CHECK (spoiled_quantity >= 0),
  requested_at      timestamptz NOT NULL,
  asked_fen         bigint      CHECK (asked_fen > 0),
  asked_quantity    bigint      CHECK (asked_quantity > 0),
  decided_by        uuid,
  decided_at        timestamptz,
  answer            text,
  PRIMARY KEY (producer_id, id),
  CONSTRAINT payment_refund_moves CHECK (
    CASE WHEN status IN ('REQUESTED', 'REFUSED') THEN amount_fen = 0 AND returned_quantity = 0 AND spoiled_quantity = 0
         ELSE amount_fen >= 0 AND amount_fen + returned_quantity + spoiled_quantity > 0 AND accepted_at IS NOT NULL
         END),
  CONSTRAINT payment_refund_refused CHECK ((status = 'REFUSED') = (answer IS NOT NULL)),
  CONSTRAINT payment_refund_other_decides CHECK (decided_by <> requested_by)
) WITH (fillfactor = 80);
CREATE INDEX payment_refund_waiting ON payment_refund (send_at) WHERE status = 'ACCEPTED';
CREATE INDEX payment_refund_order ON payment_refund (producer_id, order_id);
CREATE UNIQUE INDEX payment_refund_asked_once ON payment_refund (producer_id, order_id, line_id)
  WHERE status = 'REQUESTED';
CREATE INDEX payment_refund_asked ON payment_refund (producer_id, id) WHERE status = 'REQUESTED';
