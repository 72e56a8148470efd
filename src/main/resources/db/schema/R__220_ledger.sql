-- The only way in: whole journals, each summing to zero. Postings name their journal by its place in the first arrays.
CREATE OR REPLACE FUNCTION ledger_post(
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
