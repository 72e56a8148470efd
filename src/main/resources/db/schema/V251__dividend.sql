-- Dividends 分红 of a period under a shareholding agreement: one person declares, another approves. The parts are frozen
-- when it is declared; approved, they are payables.
CREATE TABLE dividend (
  producer_id       uuid        NOT NULL REFERENCES producer (id),
  id                uuid        NOT NULL,
  agreement_id      uuid        NOT NULL,
  agreement_version integer     NOT NULL,
  from_day          date        NOT NULL,
  to_day            date        NOT NULL,
  surplus_fen       bigint      NOT NULL,
  decision          text        NOT NULL,
  evidence_hash     text        NOT NULL CHECK (evidence_hash ~ '^[0-9a-f]{64}$'),
  patronage_fen     bigint      NOT NULL CHECK (patronage_fen >= 0),
  capital_fen       bigint      NOT NULL CHECK (capital_fen >= 0),
  guarantee_fen     bigint      NOT NULL CHECK (guarantee_fen >= 0),
  status            text        NOT NULL DEFAULT 'DECLARED' CHECK (status IN ('DECLARED', 'APPROVED', 'CANCELLED')),
  declared_by       uuid        NOT NULL,
  declared_at       timestamptz NOT NULL DEFAULT now(),
  decided_by        uuid,
  decided_at        timestamptz,
  PRIMARY KEY (producer_id, id),
  CHECK (to_day >= from_day),
  CHECK (patronage_fen + capital_fen <= greatest(surplus_fen, 0)),
  CHECK ((status = 'DECLARED') = (decided_by IS NULL)),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK (status <> 'APPROVED' OR decided_by <> declared_by)
);
CREATE INDEX dividend_agreement ON dividend (producer_id, agreement_id, to_day) WHERE status <> 'CANCELLED';

CREATE TABLE dividend_part (
  producer_id uuid    NOT NULL,
  dividend_id uuid    NOT NULL,
  seq         integer NOT NULL,
  party_kind  text    NOT NULL CHECK (party_kind IN ('HOUSEHOLD', 'WORKER')),
  party_id    uuid    NOT NULL,
  basis       text    NOT NULL CHECK (basis IN ('PATRONAGE', 'CAPITAL', 'GUARANTEE')),
  amount_fen  bigint  NOT NULL CHECK (amount_fen > 0),
  PRIMARY KEY (producer_id, dividend_id, seq),
  FOREIGN KEY (producer_id, dividend_id) REFERENCES dividend (producer_id, id)
);

REVOKE UPDATE, DELETE ON dividend, dividend_part FROM livelihood_app;
GRANT UPDATE (status, decided_by, decided_at) ON dividend TO livelihood_app;
