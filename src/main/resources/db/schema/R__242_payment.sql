-- Marks payments PAID, each once: of several notices for one, and of several nodes, one makes it so. Returns what each
-- of those was for. A payment that was closed in the meantime is taken too: its money has arrived.
--   producer  whose orders all of them pay; null for payments over orders of several
CREATE OR REPLACE FUNCTION payment_claim(producer uuid, ids uuid[], transactions text[], amounts bigint[],
                                         at timestamptz)
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
     WHERE o.payment_id = ANY(claimed) AND (producer IS NULL OR o.producer_id = producer)
     ORDER BY o.payment_id, o.producer_id, o.order_id;
END $$;
