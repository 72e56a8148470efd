-- Everything owed that is not created by a single sale: created once, whole sources at a time, and never changed.
CREATE TABLE payable (
  producer_id       uuid        NOT NULL,
  source_kind       text        NOT NULL CHECK (source_kind IN ('LOT', 'HOST_WAGE', 'PAY_PERIOD', 'DIVIDEND')),
  source_id         uuid        NOT NULL,
  seq               integer     NOT NULL,
  party_kind        text        NOT NULL CHECK (party_kind IN ('HOUSEHOLD', 'WORKER')),
  party_id          uuid        NOT NULL,
  basis             text        NOT NULL CHECK (basis IN ('PIECE_RATE', 'TIME_RATE', 'PURCHASE', 'GUARANTEE_TOP_UP',
                      'RENT', 'HOST_WAGE', 'MINIMUM_WAGE_TOP_UP', 'PATRONAGE', 'CAPITAL', 'GUARANTEE')),
  category          text        NOT NULL CHECK (category IN ('WAGE', 'OPERATING', 'PROPERTY', 'TRANSFER')),
  nature            text        NOT NULL CHECK (nature IN ('TRACE', 'ACCRUAL')),
  amount_fen        bigint      NOT NULL CHECK (amount_fen > 0),
  recoup_fen        bigint      NOT NULL DEFAULT 0 CHECK (recoup_fen BETWEEN 0 AND amount_fen),
  agreement_id      uuid,
  agreement_version integer,
  earned_on         date        NOT NULL,
  recorded_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, source_kind, source_id, seq),
  CHECK ((agreement_id IS NULL) = (agreement_version IS NULL))
);
CREATE INDEX payable_party ON payable (party_id, earned_on);

-- Each source once; claimed_by is the run that pays it out, and the only thing here that changes.
CREATE TABLE payable_source (
  producer_id uuid        NOT NULL,
  source_kind text        NOT NULL,
  source_id   uuid        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  claimed_by  uuid,
  PRIMARY KEY (producer_id, source_kind, source_id)
);
CREATE INDEX payable_source_unclaimed ON payable_source (recorded_at, source_id) WHERE claimed_by IS NULL;

INSERT INTO payable (producer_id, source_kind, source_id, seq, party_kind, party_id, basis, category, nature,
                     amount_fen, recoup_fen, agreement_id, agreement_version, earned_on, recorded_at)
SELECT p.producer_id, 'LOT', p.lot_id, p.seq, p.party_kind, p.party_id, p.basis, p.category, 'TRACE', p.amount_fen,
       p.recoup_fen, l.agreement_id, l.agreement_version,
       coalesce(l.sealed_on, CAST(l.sealed_at AT TIME ZONE 'Asia/Shanghai' AS date)), l.sealed_at
  FROM lot_payable p
  JOIN lot l ON l.producer_id = p.producer_id AND l.id = p.lot_id
 UNION ALL
SELECT producer_id, 'HOST_WAGE', session_id, 1, earner_kind, earner_id, 'HOST_WAGE', 'WAGE', 'TRACE', wage_fen, 0, NULL,
       NULL, CAST(recorded_at AT TIME ZONE 'Asia/Shanghai' AS date), recorded_at
  FROM attribution_host_wage;
INSERT INTO payable_source (producer_id, source_kind, source_id)
SELECT DISTINCT producer_id, source_kind, source_id FROM payable;
DROP TABLE lot_payable;
DROP TABLE attribution_host_wage;
REVOKE UPDATE, DELETE ON payable, payable_source FROM livelihood_app;
GRANT UPDATE (claimed_by) ON payable_source TO livelihood_app;

-- ADVANCE: what a household still has to give back. PAYOUT_TRANSIT: submitted to the bank, not confirmed. SURPLUS: what
-- dividends are paid from. RISK_RESERVE: what bears what nobody else may.
ALTER TABLE ledger_posting
  DROP CONSTRAINT ledger_posting_account_check,
  ADD CONSTRAINT ledger_posting_account_check CHECK (account IN ('CLEARING', 'SUSPENSE', 'HOUSEHOLD_PAYABLE',
    'WORKER_PAYABLE', 'LOT_COST', 'PRODUCER_PAYABLE', 'HOST_PAYABLE', 'PLATFORM_REVENUE', 'LOGISTICS_PAYABLE',
    'ADVANCE', 'PAYOUT_TRANSIT', 'SURPLUS', 'RISK_RESERVE')),
  DROP CONSTRAINT ledger_posting_producer_id_journal_id_fkey;
COMMENT ON TABLE ledger_posting IS
  'Its journal stands in ledger_journal: ledger_post, the only writer, writes both in one call, so no key checks it.';
