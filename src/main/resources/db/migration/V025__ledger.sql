-- Double entry, append-only, in fen. A debit is positive, a credit negative.
CREATE TABLE ledger_journal (
  producer_id  uuid        NOT NULL,
  id           uuid        NOT NULL,
  business_key text        NOT NULL,
  effective_at timestamptz NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  reverses     uuid,
  PRIMARY KEY (producer_id, id),
  UNIQUE (producer_id, business_key),
  FOREIGN KEY (producer_id, reverses) REFERENCES ledger_journal (producer_id, id)
);

CREATE TABLE ledger_posting (
  producer_id  uuid        NOT NULL,
  journal_id   uuid        NOT NULL,
  seq          integer     NOT NULL,
  account      text        NOT NULL CHECK (account IN ('CLEARING', 'SUSPENSE', 'HOUSEHOLD_PAYABLE', 'WORKER_PAYABLE',
                 'LOT_COST', 'PRODUCER_PAYABLE', 'HOST_PAYABLE', 'PLATFORM_REVENUE', 'LOGISTICS_PAYABLE')),
  owner_id     uuid        NOT NULL,
  amount_fen   bigint      NOT NULL CHECK (amount_fen <> 0),
  effective_at timestamptz NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, journal_id, seq),
  FOREIGN KEY (producer_id, journal_id) REFERENCES ledger_journal (producer_id, id)
);
CREATE INDEX ledger_posting_account ON ledger_posting (owner_id, account, effective_at);

-- The only way in: whole journals, each summing to zero. Postings name their journal by its place in the first arrays.
CREATE FUNCTION ledger_post(
  producers uuid[], ids uuid[], keys text[], effective timestamptz[], reversed uuid[],
  places integer[], accounts text[], owners uuid[], amounts bigint[]
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF EXISTS (SELECT FROM unnest(places, amounts) AS p (place, amount) GROUP BY place HAVING sum(amount) <> 0) THEN
    RAISE EXCEPTION 'a journal does not sum to zero' USING ERRCODE = 'check_violation';
  END IF;
  INSERT INTO ledger_journal (producer_id, id, business_key, effective_at, reverses)
  SELECT * FROM unnest(producers, ids, keys, effective, reversed);
  INSERT INTO ledger_posting (producer_id, journal_id, seq, account, owner_id, amount_fen, effective_at)
  SELECT producers[place], ids[place], seq, account, owner, amount, effective[place]
    FROM unnest(places, accounts, owners, amounts) WITH ORDINALITY AS p (place, account, owner, amount, seq);
END $$;

REVOKE INSERT, UPDATE, DELETE ON ledger_journal, ledger_posting FROM livelihood_app;
