-- Double entry, append-only, in fen. A debit is positive, a credit negative.
--
-- recorded_xid, here and in other tables that the transparency log reads as they grow, says which transaction wrote a
-- row. All transactions below pg_snapshot_xmin have ended, so what they wrote can be read without missing a row that
-- commits late. No trigger and no lock touches the writers.
CREATE TABLE ledger_journal (
  producer_id  uuid        NOT NULL,
  id           uuid        NOT NULL,
  business_key text        NOT NULL,
  effective_at timestamptz NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  reverses     uuid,
  recorded_xid xid8        NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (producer_id, id),
  UNIQUE (producer_id, business_key),
  FOREIGN KEY (producer_id, reverses) REFERENCES ledger_journal (producer_id, id)
);
CREATE INDEX ledger_journal_xid ON ledger_journal (recorded_xid, producer_id, id);
-- The auditor's checks ask for periods. Tables that only grow are in order of time on disk: block ranges cost almost
-- nothing to keep and leave out all other periods.
CREATE INDEX ledger_journal_recorded ON ledger_journal USING brin (recorded_at) WITH (autosummarize = on);

-- ADVANCE: what a household still has to give back. PAYOUT_TRANSIT: submitted to the bank, not confirmed. SURPLUS: what
-- dividends are paid from. RISK_RESERVE: what bears what nobody else may.
CREATE TABLE ledger_posting (
  producer_id  uuid        NOT NULL,
  journal_id   uuid        NOT NULL,
  seq          integer     NOT NULL,
  account      text        NOT NULL CHECK (account IN ('CLEARING', 'SUSPENSE', 'HOUSEHOLD_PAYABLE', 'WORKER_PAYABLE',
                 'LOT_COST', 'PRODUCER_PAYABLE', 'HOST_PAYABLE', 'PLATFORM_REVENUE', 'LOGISTICS_PAYABLE', 'ADVANCE',
                 'PAYOUT_TRANSIT', 'SURPLUS', 'RISK_RESERVE')),
  owner_id     uuid        NOT NULL,
  amount_fen   bigint      NOT NULL CHECK (amount_fen <> 0),
  effective_at timestamptz NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, journal_id, seq)
);
COMMENT ON TABLE ledger_posting IS
  'Its journal stands in ledger_journal: ledger_post, the only writer, writes both in one call, so no key checks it.';
CREATE INDEX ledger_posting_account ON ledger_posting (owner_id, account, effective_at);
CREATE INDEX ledger_posting_recorded ON ledger_posting USING brin (recorded_at) WITH (autosummarize = on);

REVOKE INSERT, UPDATE, DELETE ON ledger_journal, ledger_posting FROM livelihood_app;
