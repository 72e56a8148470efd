-- What an order costs is its lines, less what was taken off them, and what sending it costs. What sending cost may go
-- back by itself.
ALTER TABLE orders
  ADD COLUMN shipping_fen          bigint NOT NULL DEFAULT 0 CHECK (shipping_fen >= 0),
  ADD COLUMN shipping_refunded_fen bigint NOT NULL DEFAULT 0,
  ADD CONSTRAINT orders_shipping_back CHECK (shipping_refunded_fen BETWEEN 0 AND shipping_fen);

-- Something is left of every line, for the households that made it.
ALTER TABLE order_line
  ADD COLUMN discount_fen bigint NOT NULL DEFAULT 0 CHECK (discount_fen >= 0),
  ADD CONSTRAINT order_line_discounted CHECK (discount_fen = 0 OR discount_fen < price_fen * quantity);

-- What was taken off a line, why, and who bears it. undone_fen: of what was paid back.
CREATE TABLE order_discount (
  producer_id  uuid   NOT NULL,
  order_id     uuid   NOT NULL,
  line_id      uuid   NOT NULL,
  promotion_id uuid   NOT NULL,
  bearer       text   NOT NULL CHECK (bearer IN ('PRODUCER', 'HOST', 'PLATFORM')),
  bearer_id    uuid   NOT NULL,
  amount_fen   bigint NOT NULL CHECK (amount_fen > 0),
  undone_fen   bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (producer_id, order_id, line_id, promotion_id),
  CONSTRAINT order_discount_undone CHECK (undone_fen BETWEEN 0 AND amount_fen),
  CONSTRAINT order_discount_bearer CHECK (
    (bearer = 'PRODUCER') = (bearer_id = producer_id)
    AND (bearer = 'PLATFORM') = (bearer_id = '00000000-0000-0000-0000-000000000000'))
);

-- What a quote says beside its prices. region_code: where it goes, as far as that is known; shipping_fen stands on the
-- a producer's part, and is null while nobody has said where it goes.
ALTER TABLE order_quote
  ADD COLUMN region_code text;
CREATE TABLE order_quote_shipping (
  quote_id     uuid   NOT NULL REFERENCES order_quote (id) ON DELETE CASCADE,
  producer_id  uuid   NOT NULL,
  shipping_fen bigint CHECK (shipping_fen >= 0),
  PRIMARY KEY (quote_id, producer_id)
);
CREATE TABLE order_quote_discount (
  quote_id     uuid    NOT NULL REFERENCES order_quote (id) ON DELETE CASCADE,
  n            integer NOT NULL,
  promotion_id uuid    NOT NULL,
  bearer       text    NOT NULL CHECK (bearer IN ('PRODUCER', 'HOST', 'PLATFORM')),
  bearer_id    uuid    NOT NULL,
  amount_fen   bigint  NOT NULL CHECK (amount_fen > 0),
  PRIMARY KEY (quote_id, n, promotion_id)
);

-- The functions of R__241_order take and answer more than before.
DROP FUNCTION IF EXISTS order_place(uuid, uuid[], text[], bytea[], uuid[], uuid[], integer[], uuid[], uuid[], bigint[],
                                    bigint[], timestamptz, timestamptz, uuid[]);
DROP FUNCTION IF EXISTS order_place_several(uuid, text, bytea, uuid, uuid, uuid[], uuid[], uuid[], uuid[], bigint[],
                                            bigint[], timestamptz, timestamptz);
DROP FUNCTION IF EXISTS order_settle(uuid, uuid[], bigint[], timestamptz);

-- Money of an order that belongs to no line: what sending it cost.
ALTER TABLE payment_refund ADD COLUMN shipping boolean NOT NULL DEFAULT false;
ALTER TABLE payment_refund ADD CONSTRAINT payment_refund_shipping CHECK (NOT shipping OR line_id IS NULL);

-- SHIPPING: what buyers paid for sending, the producer's. DISCOUNT_BORNE: what was taken off prices, by who bears it;
-- DISCOUNT_DUE: the same, by the producer whose prices they were.
ALTER TABLE ledger_posting DROP CONSTRAINT ledger_posting_account_check;
ALTER TABLE ledger_posting ADD CONSTRAINT ledger_posting_account_check
  CHECK (account IN ('CLEARING', 'SUSPENSE', 'SHIPPING', 'DISCOUNT_BORNE', 'DISCOUNT_DUE', 'HOUSEHOLD_PAYABLE',
           'WORKER_PAYABLE', 'LOT_COST', 'PRODUCER_PAYABLE', 'HOST_PAYABLE', 'PLATFORM_REVENUE', 'LOGISTICS_PAYABLE',
           'ADVANCE', 'PAYOUT_TRANSIT', 'SURPLUS', 'RISK_RESERVE'));
