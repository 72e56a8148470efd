-- The sandbox cashier: a payment provider of our own, with no real money. It knows its merchant by numbers only.
CREATE TABLE sandbox_payment (
  id              uuid        PRIMARY KEY,
  merchant_number text        NOT NULL UNIQUE,
  amount_fen      bigint      NOT NULL CHECK (amount_fen > 0),
  refunded_fen    bigint      NOT NULL DEFAULT 0 CHECK (refunded_fen BETWEEN 0 AND amount_fen),
  state           text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'PAID', 'CLOSED')),
  transaction_id  text        UNIQUE,
  notify_url      text        NOT NULL,
  expires_at      timestamptz NOT NULL,
  CHECK ((state = 'PAID') = (transaction_id IS NOT NULL))
);

CREATE TABLE sandbox_refund (
  refund_number text        PRIMARY KEY,
  payment_id    uuid        NOT NULL REFERENCES sandbox_payment (id),
  amount_fen    bigint      NOT NULL CHECK (amount_fen > 0),
  refunded_at   timestamptz NOT NULL DEFAULT now()
);

-- Outbox of notices to the merchant: signed when they are sent, sent until he acknowledges.
CREATE TABLE sandbox_notice (
  id         bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  payment_id uuid        NOT NULL REFERENCES sandbox_payment (id),
  send_at    timestamptz NOT NULL,
  tries      integer     NOT NULL DEFAULT 0,
  done_at    timestamptz
);
CREATE INDEX sandbox_notice_due ON sandbox_notice (send_at) WHERE done_at IS NULL;

-- What notices are signed with where no secret is set.
CREATE TABLE sandbox_secret (
  one    boolean PRIMARY KEY DEFAULT true CHECK (one),
  secret bytea   NOT NULL
);
