\set place random(0, 9999)
SELECT category, sum(amount_fen) FROM payout_earning, (SELECT id FROM bench_household WHERE place = :place) h
 WHERE party_id = h.id AND party_kind = 'HOUSEHOLD' AND status = 'CONFIRMED'
   AND confirmed_at >= 'YEAR-01-01 00:00+08' AND confirmed_at < 'YEAR-12-31 24:00+08' GROUP BY category;
SELECT category, nature, sum(amount_fen) FROM attribution_part, (SELECT id FROM bench_household WHERE place = :place) h
 WHERE party_id = h.id AND party_kind = 'HOUSEHOLD' AND nature = 'ACCRUAL'
   AND effective_at >= 'YEAR-01-01 00:00+08' AND effective_at < 'YEAR-12-31 24:00+08' GROUP BY category, nature;
SELECT sum(amount_fen) FROM attribution_traced_sale, (SELECT id FROM bench_household WHERE place = :place) h
 WHERE party_id = h.id AND party_kind = 'HOUSEHOLD'
   AND effective_at >= 'YEAR-01-01 00:00+08' AND effective_at < 'YEAR-12-31 24:00+08';
