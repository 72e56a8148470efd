\set place random(1, :places)
SELECT line_id, producer_id FROM bench_place WHERE place = :place \gset
SELECT * FROM attribution_line WHERE line_id = :line_id;
SELECT lot_id, from_unit, until_unit FROM attribution_units WHERE producer_id = :producer_id AND line_id = :line_id;
SELECT party_kind, party_id, basis, sum(amount_fen) FROM attribution_part
 WHERE producer_id = :producer_id AND line_id = :line_id GROUP BY party_kind, party_id, basis;
SELECT party_kind, party_id, sum(amount_fen) FROM attribution_traced_sale
 WHERE producer_id = :producer_id AND line_id = :line_id GROUP BY party_kind, party_id;
