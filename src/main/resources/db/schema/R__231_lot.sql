-- A view over one table can be written through, with its owner's rights: nobody writes through one. So it is with every
-- view.

-- Units of lots that neither a buyer has nor the shelf: in other lots, on the way to another producer, or lost.
CREATE OR REPLACE VIEW lot_gone AS
SELECT source_producer_id AS producer_id, source_lot_id AS lot_id, lot_units(numbers) AS units FROM lot_source
 UNION ALL
SELECT producer_id, lot_id, lot_units(numbers) FROM lot_delivery WHERE status = 'SENT'
 UNION ALL
SELECT producer_id, lot_id, lot_units(numbers) FROM lot_loss;
REVOKE INSERT, UPDATE, DELETE ON lot_gone FROM livelihood_app;

-- What was put into lots, each entry with what corrections left of it.
CREATE OR REPLACE VIEW lot_work AS
SELECT c.producer_id, c.lot_id, c.id, c.party_kind, c.party_id, c.member_id,
       coalesce(c.member_id, c.party_id) AS person_id, c.kind, c.operation, c.unit, c.worked_on, c.evidence,
       c.units AS entered,
       c.units + coalesce(named.units, 0) AS units
  FROM lot_contribution c
  LEFT JOIN LATERAL (SELECT CAST(sum(k.units) AS bigint) AS units
                       FROM lot_contribution k
                      WHERE k.producer_id = c.producer_id AND k.lot_id = c.lot_id AND k.corrects = c.id) named ON true
 WHERE c.units > 0;
REVOKE INSERT, UPDATE, DELETE ON lot_work FROM livelihood_app;

-- What lots are lots of.
CREATE OR REPLACE VIEW lot_sku AS SELECT producer_id, id AS lot_id, sku_id FROM lot;
REVOKE INSERT, UPDATE, DELETE ON lot_sku FROM livelihood_app;
