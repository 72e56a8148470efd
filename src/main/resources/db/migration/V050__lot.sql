-- Lots 批次: what one producer made of one SKU. Sealing freezes everything but what is left to sell.
CREATE TABLE lot (
  producer_id       uuid        NOT NULL REFERENCES producer (id),
  id                uuid        NOT NULL,
  sku_id            uuid        NOT NULL,
  agreement_id      uuid        NOT NULL,
  status            text        NOT NULL DEFAULT 'OPEN' CHECK (status IN ('OPEN', 'SEALED')),
  opened_at         timestamptz NOT NULL DEFAULT now(),
  agreement_version integer,
  units             bigint      CHECK (units > 0),
  left_units        bigint      CHECK (left_units BETWEEN 0 AND units),
  market_price_fen  bigint      CHECK (market_price_fen >= 0),
  sealed_at         timestamptz,
  sealed_on         date,
  sealed_by         uuid,
  PRIMARY KEY (producer_id, id),
  FOREIGN KEY (producer_id, agreement_id) REFERENCES agreement (producer_id, id),
  CHECK ((status = 'SEALED') = (sealed_at IS NOT NULL AND units IS NOT NULL AND left_units IS NOT NULL))
);
CREATE INDEX lot_fifo ON lot (producer_id, sku_id, sealed_at, id) WHERE left_units > 0;

CREATE TABLE lot_contribution (
  producer_id  uuid        NOT NULL,
  lot_id       uuid        NOT NULL,
  id           uuid        NOT NULL,
  party_kind   text        NOT NULL CHECK (party_kind IN ('HOUSEHOLD', 'WORKER')),
  party_id     uuid        NOT NULL,
  member_id    uuid,
  kind         text        NOT NULL CHECK (kind IN ('LABOUR', 'DELIVERY')),
  operation    text        NOT NULL,
  unit         text        NOT NULL CHECK (unit IN ('PIECE', 'MINUTE')),
  units        bigint      NOT NULL CHECK (units <> 0),
  worked_on    date        NOT NULL,
  evidence     text        NOT NULL,
  recorded_by  uuid        NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, lot_id, id),
  FOREIGN KEY (producer_id, lot_id) REFERENCES lot (producer_id, id)
);

-- What sealing made owed: created once. recoup_fen is kept back from its cash against an advance; it is in amount_fen.
CREATE TABLE lot_payable (
  producer_id uuid    NOT NULL,
  lot_id      uuid    NOT NULL,
  seq         integer NOT NULL,
  party_kind  text    NOT NULL,
  party_id    uuid    NOT NULL,
  basis       text    NOT NULL,
  category    text    NOT NULL,
  amount_fen  bigint  NOT NULL CHECK (amount_fen > 0),
  recoup_fen  bigint  NOT NULL DEFAULT 0 CHECK (recoup_fen BETWEEN 0 AND amount_fen),
  PRIMARY KEY (producer_id, lot_id, seq),
  FOREIGN KEY (producer_id, lot_id) REFERENCES lot (producer_id, id)
);

-- Units of a lot that stand on an order line; a return is a negative row.
CREATE TABLE lot_take (
  producer_id uuid        NOT NULL,
  lot_id      uuid        NOT NULL,
  line_id     uuid        NOT NULL,
  id          uuid        NOT NULL,
  units       bigint      NOT NULL CHECK (units <> 0),
  taken_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (producer_id, line_id, id),
  FOREIGN KEY (producer_id, lot_id) REFERENCES lot (producer_id, id)
);
CREATE INDEX lot_take_lot ON lot_take (producer_id, lot_id);
REVOKE UPDATE, DELETE ON lot_contribution, lot_payable, lot_take FROM livelihood_app;

CREATE INDEX lot_contribution_person ON lot_contribution (member_id, worked_on) WHERE unit = 'MINUTE';

-- First produced, first sold. Demands come in one fixed order of SKUs, so two callers never wait for each other in a ring.
-- Negative units give back what a line took last. A demand that cannot be met fails the whole call.
CREATE FUNCTION lot_take_fifo(producers uuid[], lines uuid[], skus uuid[], wanted bigint[])
RETURNS TABLE (producer uuid, line uuid, lot uuid, taken bigint) LANGUAGE plpgsql AS $$
DECLARE
  demand record;
  source record;
  rest bigint;
  part bigint;
BEGIN
  FOR demand IN
    SELECT * FROM unnest(producers, lines, skus, wanted) WITH ORDINALITY AS d (producer, line, sku, units, place)
     ORDER BY d.producer, d.sku, d.place
  LOOP
    rest := demand.units;
    IF rest > 0 THEN
      FOR source IN
        SELECT l.id, l.left_units FROM lot l
         WHERE l.producer_id = demand.producer AND l.sku_id = demand.sku AND l.left_units > 0
         ORDER BY l.sealed_at, l.id
         FOR UPDATE
      LOOP
        part := least(rest, source.left_units);
        UPDATE lot SET left_units = left_units - part WHERE producer_id = demand.producer AND id = source.id;
        producer := demand.producer; line := demand.line; lot := source.id; taken := part;
        RETURN NEXT;
        rest := rest - part;
        EXIT WHEN rest = 0;
      END LOOP;
    ELSE
      FOR source IN
        SELECT t.lot_id AS id, sum(t.units) AS held FROM lot_take t
         WHERE t.producer_id = demand.producer AND t.line_id = demand.line
         GROUP BY t.lot_id HAVING sum(t.units) > 0
         ORDER BY max(t.taken_at) DESC, t.lot_id DESC
      LOOP
        part := least(-rest, source.held);
        UPDATE lot SET left_units = left_units + part WHERE producer_id = demand.producer AND id = source.id;
        producer := demand.producer; line := demand.line; lot := source.id; taken := -part;
        RETURN NEXT;
        rest := rest + part;
        EXIT WHEN rest = 0;
      END LOOP;
    END IF;
    IF rest <> 0 THEN
      RAISE EXCEPTION 'line % lacks % units', demand.line, rest USING ERRCODE = 'check_violation';
    END IF;
  END LOOP;
END $$;
