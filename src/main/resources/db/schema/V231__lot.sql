-- How many units a set of unit numbers holds.
CREATE FUNCTION lot_units(numbers int8multirange) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT CAST(coalesce(sum(upper(r) - lower(r)), 0) AS bigint) FROM unnest(numbers) r);

-- Lots 批次: what one producer made of one SKU. Sealing freezes everything but what is left to sell.
--   free        numbers of its units that are nowhere else: not on a line, in no other lot, not on the way and not lost
--   lost_units  what of its sources was lost on the way to its units
--   ratio_in    of a source make ratio_out units
CREATE TABLE lot (
  producer_id       uuid           NOT NULL REFERENCES producer (id),
  id                uuid           NOT NULL,
  sku_id            uuid           NOT NULL,
  agreement_id      uuid           NOT NULL,
  status            text           NOT NULL DEFAULT 'OPEN' CHECK (status IN ('OPEN', 'SEALED')),
  opened_at         timestamptz    NOT NULL DEFAULT now(),
  agreement_version integer,
  units             bigint         CHECK (units > 0),
  market_price_fen  bigint         CHECK (market_price_fen >= 0),
  sealed_at         timestamptz,
  sealed_on         date,
  sealed_by         uuid,
  free              int8multirange,
  lost_units        bigint         NOT NULL DEFAULT 0 CHECK (lost_units >= 0),
  ratio_in          bigint         NOT NULL DEFAULT 1 CHECK (ratio_in > 0),
  ratio_out         bigint         NOT NULL DEFAULT 1 CHECK (ratio_out > 0),
  left_units        bigint         GENERATED ALWAYS AS (lot_units(free)) STORED,
  PRIMARY KEY (producer_id, id),
  FOREIGN KEY (producer_id, agreement_id) REFERENCES agreement (producer_id, id),
  CHECK ((status = 'SEALED') = (sealed_at IS NOT NULL AND units IS NOT NULL AND free IS NOT NULL)),
  CHECK (free <@ int8multirange(int8range(0, units)))
);
-- First produced, first sold.
CREATE INDEX lot_fifo ON lot (producer_id, sku_id, sealed_at, id) WHERE left_units > 0;
CREATE INDEX lot_sealed ON lot (sealed_at) WHERE status = 'SEALED';

-- Who put what into a lot. A correction is below zero, names the contribution of the same lot that it corrects, and
-- counts on that one's day.
CREATE TABLE lot_contribution (
  producer_id  uuid        NOT NULL,
  lot_id       uuid        NOT NULL,
  id           uuid        NOT NULL,
  party_kind   text        NOT NULL CHECK (party_kind IN ('HOUSEHOLD', 'WORKER')),
  party_id     uuid        NOT NULL,
  member_id    uuid,
  kind         text        NOT NULL CHECK (kind IN ('LABOUR', 'DELIVERY', 'LAND', 'SHARE')),
  operation    text        NOT NULL,
  unit         text        NOT NULL CHECK (unit IN ('PIECE', 'GRAM', 'MINUTE', 'MILLI_MU', 'MILLI_SHARE')),
  units        bigint      NOT NULL CHECK (units <> 0),
  worked_on    date        NOT NULL,
  evidence     text        NOT NULL,
  recorded_by  uuid        NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  recorded_xid xid8        NOT NULL DEFAULT pg_current_xact_id(),
  corrects     uuid,
  PRIMARY KEY (producer_id, lot_id, id),
  FOREIGN KEY (producer_id, lot_id) REFERENCES lot (producer_id, id),
  FOREIGN KEY (producer_id, lot_id, corrects) REFERENCES lot_contribution (producer_id, lot_id, id),
  CONSTRAINT lot_contribution_correction CHECK ((units < 0) = (corrects IS NOT NULL))
);
CREATE INDEX lot_contribution_corrects ON lot_contribution (producer_id, lot_id, corrects) WHERE corrects IS NOT NULL;
CREATE INDEX lot_contribution_day ON lot_contribution (worked_on);
CREATE INDEX lot_contribution_recorded ON lot_contribution USING brin (recorded_at) WITH (autosummarize = on);
CREATE INDEX lot_contribution_xid ON lot_contribution (recorded_xid, producer_id, id);
-- Hours are counted by person, whether she is of a household or a worker of none; pieces too.
CREATE INDEX lot_contribution_person ON lot_contribution (coalesce(member_id, party_id), worked_on)
 WHERE unit = 'MINUTE';
CREATE INDEX lot_contribution_pieces ON lot_contribution (coalesce(member_id, party_id), worked_on)
 WHERE unit = 'PIECE' AND kind = 'LABOUR';
-- What a household delivered since a day, for its page of record.
CREATE INDEX lot_contribution_delivered ON lot_contribution (party_id, worked_on) WHERE kind = 'DELIVERY';

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
-- No key leads from one producer's rows to another's: that each source stands is the auditor's rule source-is-a-lot.
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
  CHECK ((producer_id = source_producer_id) = (delivery_id IS NULL)),
  CHECK ((delivery_id IS NULL) = (price_fen IS NULL))
);
CREATE INDEX lot_source_source ON lot_source (source_producer_id, source_lot_id);
CREATE INDEX lot_source_made_of ON lot_source (source_lot_id);
CREATE UNIQUE INDEX lot_source_delivery ON lot_source (producer_id, delivery_id) WHERE delivery_id IS NOT NULL;

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

-- What is taken without asking when a lot is sealed: the newest limits that were valid on its day.
CREATE TABLE lot_limit (
  valid_from        date        PRIMARY KEY,
  -- What a lot owes, of its units at their list price: for pieces, goods and land alone, and with hours, which are work
  -- whatever it sells for. Guarantees are the season's and do not count.
  most_pay_percent  integer     NOT NULL CHECK (most_pay_percent > 0),
  most_with_hours_percent integer NOT NULL CHECK (most_with_hours_percent > 0),
  -- Work by the piece of one person on one day, over all producers.
  most_pieces_a_day bigint      NOT NULL CHECK (most_pieces_a_day > 0),
  recorded_at       timestamptz NOT NULL DEFAULT now()
);
INSERT INTO lot_limit (valid_from, most_pay_percent, most_with_hours_percent, most_pieces_a_day)
VALUES ('2000-01-01', 100, 1000, 3000);

-- What an officer confirmed of an open lot beyond that; the last one counts.
CREATE TABLE lot_confirmation (
  producer_id       uuid        NOT NULL,
  lot_id            uuid        NOT NULL,
  id                uuid        NOT NULL,
  most_pay_fen      bigint      NOT NULL CHECK (most_pay_fen >= 0),
  most_pieces_a_day bigint      NOT NULL CHECK (most_pieces_a_day >= 0),
  reason            text        NOT NULL,
  confirmed_by      uuid        NOT NULL,
  confirmed_at      timestamptz NOT NULL,
  PRIMARY KEY (producer_id, lot_id, id),
  FOREIGN KEY (producer_id, lot_id) REFERENCES lot (producer_id, id)
);

REVOKE UPDATE, DELETE ON lot_contribution, lot_take, lot_source, lot_loss, lot_confirmation FROM livelihood_app;
REVOKE DELETE ON lot_delivery FROM livelihood_app;
REVOKE INSERT, UPDATE, DELETE ON lot_limit FROM livelihood_app;
