-- Bills of payment providers: what each says of a day, and what of it does not agree with what stands here.
-- sha256 of the file, empty where the provider has none since no money moved.
CREATE TABLE bill (
  provider     text        NOT NULL,
  day          date        NOT NULL,
  fetched_at   timestamptz NOT NULL,
  lines        integer     NOT NULL CHECK (lines >= 0),
  paid_fen     bigint      NOT NULL,
  refunded_fen bigint      NOT NULL,
  fee_millifen bigint      NOT NULL,
  sha256       text        NOT NULL,
  PRIMARY KEY (provider, day)
);

-- A number comes again with another transaction where somebody has paid twice. Fees are in thousandths of a fen.
CREATE TABLE bill_line (
  provider       text   NOT NULL,
  kind           text   NOT NULL CHECK (kind IN ('PAYMENT', 'REFUND')),
  number         text   NOT NULL,
  transaction_id text   NOT NULL,
  day            date   NOT NULL,
  amount_fen     bigint NOT NULL CHECK (amount_fen >= 0),
  fee_millifen   bigint NOT NULL,
  PRIMARY KEY (provider, kind, number, transaction_id),
  FOREIGN KEY (provider, day) REFERENCES bill (provider, day)
);

CREATE TABLE bill_difference (
  id           uuid        PRIMARY KEY,
  provider     text        NOT NULL,
  day          date        NOT NULL,
  kind         text        NOT NULL,
  number       text        NOT NULL,
  ours_fen     bigint,
  theirs_fen   bigint,
  producer_ids uuid[]      NOT NULL,
  gone_at      timestamptz,
  FOREIGN KEY (provider, day) REFERENCES bill (provider, day)
);
CREATE INDEX bill_difference_day ON bill_difference (provider, day, id);
CREATE INDEX bill_difference_open ON bill_difference (provider, number) WHERE gone_at IS NULL;

REVOKE UPDATE, DELETE ON bill, bill_line, bill_difference FROM livelihood_app;
GRANT UPDATE (gone_at) ON bill_difference TO livelihood_app;

-- For the comparison of a day: refunds are few.
CREATE INDEX payment_refund_succeeded ON payment_refund (succeeded_at) WHERE status = 'SUCCEEDED';
