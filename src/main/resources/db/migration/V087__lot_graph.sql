-- Numbers of a lot's units that are nowhere else: not on a line, in no other lot, not on the way and not lost.
CREATE FUNCTION lot_units(numbers int8multirange) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT CAST(coalesce(sum(upper(r) - lower(r)), 0) AS bigint) FROM unnest(numbers) r);

ALTER TABLE lot ADD free int8multirange,
  -- What of its sources was lost on the way to its units; what of a source makes how many units: ratio_in to ratio_out.
  ADD lost_units bigint NOT NULL DEFAULT 0 CHECK (lost_units >= 0),
  ADD ratio_in bigint NOT NULL DEFAULT 1 CHECK (ratio_in > 0),
  ADD ratio_out bigint NOT NULL DEFAULT 1 CHECK (ratio_out > 0);
UPDATE lot l
   SET free = coalesce((SELECT a.free FROM attribution_lot a WHERE (a.producer_id, a.lot_id) = (l.producer_id, l.id)),
                       int8multirange(int8range(0, l.units)))
 WHERE status = 'SEALED';
DROP TABLE attribution_lot;
DROP FUNCTION lot_take_fifo;
ALTER TABLE lot DROP left_units;
ALTER TABLE lot ADD left_units bigint GENERATED ALWAYS AS (lot_units(free)) STORED,
  ADD CHECK ((status = 'SEALED') = (sealed_at IS NOT NULL AND units IS NOT NULL AND free IS NOT NULL)),
  ADD CHECK (free <@ int8multirange(int8range(0, units)));
CREATE INDEX lot_fifo ON lot (producer_id, sku_id, sealed_at, id) WHERE left_units > 0;

ALTER TABLE lot_contribution
  DROP CONSTRAINT lot_contribution_kind_check, ADD CHECK (kind IN ('LABOUR', 'DELIVERY', 'LAND', 'SHARE')),
  DROP CONSTRAINT lot_contribution_unit_check,
  ADD CHECK (unit IN ('PIECE', 'GRAM', 'MINUTE', 'MILLI_MU', 'MILLI_SHARE'));

-- Units of a lot that went to another producer, who takes them into a lot of its own.
CREATE TABLE lot_delivery (
  producer_id    uuid           NOT NULL,
  id             uuid           NOT NULL,
  lot_id         uuid           NOT NULL,
  to_producer_id uuid           NOT NULL REFERENCES producer (id),
  numbers        int8multirange NOT NULL CHECK (lot_units(numbers) > 0),
  evidence       text           NOT NULL,
  delivered_by   uuid           NOT NULL,
  delivered_at   timestamptz    NOT NULL DEFAULT now(),
  status         text           NOT NULL DEFAULT 'SENT' CHECK (status IN ('SENT', 'ACCEPTED', 'RECALLED')),
  ended_at       timestamptz,
  PRIMARY KEY (producer_id, id),
  FOREIGN KEY (producer_id, lot_id) REFERENCES lot (producer_id, id),
  CHECK (producer_id <> to_producer_id),
  CHECK ((status = 'SENT') = (ended_at IS NULL))
);
CREATE INDEX lot_delivery_lot ON lot_delivery (producer_id, lot_id);
CREATE INDEX lot_delivery_receiver ON lot_delivery (to_producer_id, id);

-- What a lot was made of: edges of a graph that has no rings, for a source is sealed before what is made of it.
-- price_fen is what another producer is owed for its delivery; it explains what that producer owes for these units.
CREATE TABLE lot_source (
  producer_id        uuid           NOT NULL,
  lot_id             uuid           NOT NULL,
  seq                integer        NOT NULL,
  source_producer_id uuid           NOT NULL,
  source_lot_id      uuid           NOT NULL,
  numbers            int8multirange NOT NULL CHECK (lot_units(numbers) > 0),
  delivery_id        uuid,
  price_fen          bigint         CHECK (price_fen >= 0),
  recorded_at        timestamptz    NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, lot_id, seq),
  FOREIGN KEY (producer_id, lot_id) REFERENCES lot (producer_id, id),
  FOREIGN KEY (source_producer_id, source_lot_id) REFERENCES lot (producer_id, id),
  FOREIGN KEY (source_producer_id, delivery_id) REFERENCES lot_delivery (producer_id, id),
  CHECK ((producer_id = source_producer_id) = (delivery_id IS NULL)),
  CHECK ((delivery_id IS NULL) = (price_fen IS NULL))
);
CREATE INDEX lot_source_source ON lot_source (source_producer_id, source_lot_id);
CREATE UNIQUE INDEX lot_source_delivery ON lot_source (source_producer_id, delivery_id) WHERE delivery_id IS NOT NULL;

-- Units that broke or spoilt in the store: made and paid for, never sold.
CREATE TABLE lot_loss (
  producer_id uuid           NOT NULL,
  id          uuid           NOT NULL,
  lot_id      uuid           NOT NULL,
  numbers     int8multirange NOT NULL CHECK (lot_units(numbers) > 0),
  reason      text           NOT NULL,
  evidence    text           NOT NULL,
  recorded_by uuid           NOT NULL,
  recorded_at timestamptz    NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, id),
  FOREIGN KEY (producer_id, lot_id) REFERENCES lot (producer_id, id)
);
CREATE INDEX lot_loss_lot ON lot_loss (producer_id, lot_id);
REVOKE UPDATE, DELETE ON lot_source, lot_loss FROM livelihood_app;
REVOKE DELETE ON lot_delivery FROM livelihood_app;

-- ADD below zero: units leave the general pool, into other lots, to another producer, or lost.
ALTER TABLE stock_move DROP CONSTRAINT stock_move_check,
  ADD CHECK (units > 0 OR kind IN ('ADD', 'POOL') AND units <> 0);

-- Units of lots that neither a buyer has nor the shelf: in other lots, on the way to another producer, or lost.
CREATE VIEW lot_gone AS
SELECT source_producer_id AS producer_id, source_lot_id AS lot_id, lot_units(numbers) AS units FROM lot_source
 UNION ALL
SELECT producer_id, lot_id, lot_units(numbers) FROM lot_delivery WHERE status = 'SENT'
 UNION ALL
SELECT producer_id, lot_id, lot_units(numbers) FROM lot_loss;
