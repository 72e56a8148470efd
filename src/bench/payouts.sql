-- Every household of the bench was paid twelve times, for five lots each time.
INSERT INTO payout_batch (producer_id, id, status, made_by, decided_by, decided_at)
SELECT producer_id, sku_id, 'APPROVED', producer_id, sku_id, now() FROM bench_sku WHERE n = 1;
CREATE TABLE bench_item AS
  SELECT b.producer_id, b.sku_id AS batch_id, gen_random_uuid() AS id, h.id AS party_id, month
    FROM bench_sku b CROSS JOIN bench_household h CROSS JOIN generate_series(0, 11) AS month WHERE b.n = 1;
ALTER TABLE payout_item DROP CONSTRAINT payout_item_producer_id_batch_id_party_id_key;
INSERT INTO payout_item (producer_id, id, batch_id, party_kind, party_id, payee_id, gross_fen, recoup_fen, clawback_fen,
                         net_fen, status, receipt, settled_at)
SELECT producer_id, id, batch_id, 'HOUSEHOLD', party_id, id, 500, 0, 0, 500, 'CONFIRMED', id, now() FROM bench_item;
INSERT INTO payout_earning (producer_id, id, run_id, party_kind, party_id, source_kind, source_id, source_seq, basis,
                            category, nature, amount_fen, earned_on, status, item_id, confirmed_at)
SELECT producer_id, gen_random_uuid(), batch_id, 'HOUSEHOLD', party_id, 'LOT', id, lot, 'PIECE_RATE', 'WAGE', 'TRACE', 100,
       current_date, 'CONFIRMED', id, date_trunc('year', now()) + month * interval '27 days'
  FROM bench_item CROSS JOIN generate_series(1, 5) AS lot;
CREATE UNIQUE INDEX ON bench_household (place);
