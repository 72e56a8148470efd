-- Each line as it was attributed last: what is computed of it changes always by revision + 1.
--   released  the last revision whose accruals were released to be paid out; what lies between is held
--   formula   which rules it was first split by: refunds and recomputation keep to them
CREATE TABLE attribution_line (
  producer_id      uuid        NOT NULL,
  line_id          uuid        NOT NULL,
  order_id         uuid        NOT NULL,
  session_id       uuid,
  sku_id           uuid        NOT NULL,
  quantity         bigint      NOT NULL CHECK (quantity > 0),
  returned         bigint      NOT NULL CHECK (returned BETWEEN 0 AND quantity),
  paid_fen         bigint      NOT NULL CHECK (paid_fen >= 0),
  refunded_fen     bigint      NOT NULL CHECK (refunded_fen BETWEEN 0 AND paid_fen),
  host_id          uuid,
  wage_earner_kind text        CHECK (wage_earner_kind IN ('HOUSEHOLD', 'WORKER')),
  wage_earner_id   uuid,
  wage_fen         bigint      NOT NULL CHECK (wage_fen >= 0),
  wage_net_fen     bigint      NOT NULL CHECK (wage_net_fen >= 0),
  revision         integer     NOT NULL CHECK (revision > 0),
  state            text        NOT NULL CHECK (state IN ('ATTRIBUTED', 'DUE', 'PARKED')),
  paid_at          timestamptz NOT NULL,
  released         integer     NOT NULL DEFAULT 0 CHECK (released BETWEEN 0 AND revision),
  formula          integer     NOT NULL DEFAULT 1 CHECK (formula > 0),
  spoiled          bigint      NOT NULL DEFAULT 0 CHECK (spoiled BETWEEN 0 AND returned),
  PRIMARY KEY (producer_id, line_id)
);
CREATE INDEX attribution_line_id ON attribution_line (line_id);
CREATE INDEX attribution_line_order ON attribution_line (order_id);
CREATE INDEX attribution_line_session ON attribution_line (session_id, paid_at, line_id);
CREATE INDEX attribution_line_time ON attribution_line (paid_at, line_id);
CREATE INDEX attribution_line_due ON attribution_line (producer_id, line_id) WHERE state = 'DUE';
CREATE INDEX attribution_line_unreleased ON attribution_line (paid_at, line_id) WHERE released < revision;
-- Released lines that changed since: a producer's are looked at before it pays.
CREATE INDEX attribution_line_changed ON attribution_line (producer_id, line_id)
  WHERE released > 0 AND released < revision;

-- What a split depended on; with the sealed lots and the agreements it can be computed anew, to the byte.
CREATE TABLE attribution_revision (
  producer_id      uuid        NOT NULL,
  line_id          uuid        NOT NULL,
  revision         integer     NOT NULL,
  cause            text        NOT NULL CHECK (cause IN ('SALE', 'REFUND', 'HOST_WAGE', 'REPACK')),
  net_fen          bigint      NOT NULL CHECK (net_fen >= 0),
  host_id          uuid,
  wage_earner_kind text,
  wage_earner_id   uuid,
  wage_fen         bigint      NOT NULL,
  journal_id       uuid,
  effective_at     timestamptz NOT NULL,
  recorded_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, line_id, revision),
  FOREIGN KEY (producer_id, line_id) REFERENCES attribution_line (producer_id, line_id),
  FOREIGN KEY (producer_id, journal_id) REFERENCES ledger_journal (producer_id, id)
);

-- The units of lots that stand on a line at a revision, by their numbers in the lot: from_unit (included) to
-- until_unit.
CREATE TABLE attribution_units (
  producer_id uuid    NOT NULL,
  line_id     uuid    NOT NULL,
  revision    integer NOT NULL,
  lot_id      uuid    NOT NULL,
  from_unit   bigint  NOT NULL CHECK (from_unit >= 0),
  until_unit  bigint  NOT NULL CHECK (until_unit > from_unit),
  PRIMARY KEY (producer_id, line_id, revision, lot_id, from_unit)
);
CREATE INDEX attribution_units_lot ON attribution_units (lot_id);

-- Parts of sales, as differences to what was posted before.
CREATE TABLE attribution_part (
  producer_id       uuid        NOT NULL,
  line_id           uuid        NOT NULL,
  revision          integer     NOT NULL,
  seq               integer     NOT NULL,
  party_kind        text        NOT NULL
    CHECK (party_kind IN ('HOUSEHOLD', 'WORKER', 'PRODUCER', 'HOST', 'PLATFORM', 'LOGISTICS')),
  party_id          uuid        NOT NULL,
  basis             text        NOT NULL,
  category          text        CHECK (category IN ('WAGE', 'OPERATING', 'PROPERTY', 'TRANSFER')),
  nature            text        CHECK (nature IN ('TRACE', 'ACCRUAL')),
  amount_fen        bigint      NOT NULL CHECK (amount_fen <> 0),
  formula           text        NOT NULL,
  lot_id            uuid,
  agreement_id      uuid,
  agreement_version integer,
  effective_at      timestamptz NOT NULL,
  recorded_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, line_id, revision, seq),
  CHECK ((category IS NULL) = (nature IS NULL))
);
-- A year of a household is read out of the index alone.
CREATE INDEX attribution_part_household ON attribution_part (party_id, effective_at, line_id)
  INCLUDE (nature, category, amount_fen, recorded_at) WHERE party_kind = 'HOUSEHOLD';
CREATE INDEX attribution_part_worker ON attribution_part (party_id) WHERE party_kind = 'WORKER' AND nature = 'ACCRUAL';
-- What deliveries to other producers left to whom delivered, by the lot that took them: margins of dividends.
CREATE INDEX attribution_part_delivery ON attribution_part (party_id, lot_id) WHERE basis = 'DELIVERY_MARGIN';

-- Traced sales: what of a sale's net amount stands on whose contribution. Another measure, never added to income.
CREATE TABLE attribution_traced_sale (
  producer_id  uuid        NOT NULL,
  line_id      uuid        NOT NULL,
  revision     integer     NOT NULL,
  lot_id       uuid        NOT NULL,
  party_kind   text        NOT NULL CHECK (party_kind IN ('HOUSEHOLD', 'WORKER')),
  party_id     uuid        NOT NULL,
  amount_fen   bigint      NOT NULL CHECK (amount_fen <> 0),
  effective_at timestamptz NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, line_id, revision, lot_id, party_id)
);
CREATE INDEX attribution_traced_sale_household ON attribution_traced_sale (party_id, effective_at, line_id)
  INCLUDE (amount_fen, recorded_at) WHERE party_kind = 'HOUSEHOLD';
-- Sales of a period: the table grows in the order of time, so a block range index is enough and costs writers nothing.
CREATE INDEX indicator_traced_sale_time ON attribution_traced_sale USING brin (effective_at) WITH (autosummarize = on);

-- Fixed fees that sales could not bear: what a line found uncharged with its first revision, and what it left uncharged
-- itself, as differences; less than zero where it bore what earlier ones had left.
CREATE TABLE attribution_fee (
  producer_id    uuid    NOT NULL,
  line_id        uuid    NOT NULL,
  revision       integer NOT NULL,
  agreement_id   uuid    NOT NULL,
  party_kind     text    NOT NULL CHECK (party_kind IN ('HOUSEHOLD', 'WORKER')),
  party_id       uuid    NOT NULL,
  carried_in_fen bigint  NOT NULL,
  uncharged_fen  bigint  NOT NULL,
  PRIMARY KEY (producer_id, line_id, revision, agreement_id, party_id),
  FOREIGN KEY (producer_id, line_id, revision) REFERENCES attribution_revision (producer_id, line_id, revision),
  CHECK (carried_in_fen <> 0 OR uncharged_fen <> 0)
);

-- The sum of the above by agreement and party.
CREATE TABLE attribution_fee_balance (
  producer_id  uuid   NOT NULL,
  agreement_id uuid   NOT NULL,
  party_kind   text   NOT NULL CHECK (party_kind IN ('HOUSEHOLD', 'WORKER')),
  party_id     uuid   NOT NULL,
  balance_fen  bigint NOT NULL,
  PRIMARY KEY (producer_id, agreement_id, party_id)
);

-- Which revisions were released to be paid out, each by one run.
CREATE TABLE attribution_release (
  producer_id uuid        NOT NULL,
  line_id     uuid        NOT NULL,
  revision    integer     NOT NULL,
  run_id      uuid        NOT NULL,
  released_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, line_id, revision)
);
CREATE INDEX attribution_release_run ON attribution_release (run_id);

-- Lines that could not be attributed, with the reason: they stand aside and hold nobody up.
CREATE TABLE attribution_parked (
  producer_id  uuid        NOT NULL,
  line_id      uuid        NOT NULL,
  order_id     uuid        NOT NULL,
  session_id   uuid,
  sku_id       uuid        NOT NULL,
  quantity     bigint      NOT NULL,
  returned     bigint      NOT NULL,
  paid_fen     bigint      NOT NULL,
  refunded_fen bigint      NOT NULL,
  paid_at      timestamptz NOT NULL,
  reason       text        NOT NULL,
  parked_at    timestamptz NOT NULL DEFAULT now(),
  spoiled      bigint      NOT NULL DEFAULT 0 CHECK (spoiled BETWEEN 0 AND returned),
  PRIMARY KEY (producer_id, line_id)
);
CREATE INDEX attribution_parked_time ON attribution_parked (parked_at, line_id);

REVOKE UPDATE, DELETE ON attribution_revision, attribution_units, attribution_part, attribution_traced_sale,
  attribution_fee, attribution_release
  FROM livelihood_app;
