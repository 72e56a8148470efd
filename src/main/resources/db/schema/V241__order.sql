-- Orders: one buyer, one producer. Written by the functions of R__241_order, which are the hot path: so no foreign keys
-- between these tables, whose check would cost a lookup and a row lock for every line. REFUNDED: all its money went
-- back.
CREATE TABLE orders (
  producer_id   uuid        NOT NULL,
  id            uuid        NOT NULL,
  buyer_id      uuid        NOT NULL,
  session_id    uuid,
  status        text        NOT NULL DEFAULT 'AWAITING_PAYMENT' CHECK (status IN ('AWAITING_PAYMENT', 'PAID', 'PACKED',
                  'SHIPPED', 'DELIVERED', 'COMPLETED', 'CANCELLED', 'EXPIRED', 'REFUNDED')),
  total_fen     bigint      NOT NULL CHECK (total_fen >= 0),
  hold_round    smallint    NOT NULL DEFAULT 0,
  open_payments integer     NOT NULL DEFAULT 0 CHECK (open_payments >= 0),
  placed_at     timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,
  paid_at       timestamptz,
  ended_at      timestamptz,
  PRIMARY KEY (producer_id, id)
) WITH (fillfactor = 80);
CREATE INDEX orders_id ON orders (id);
CREATE INDEX orders_buyer ON orders (buyer_id, id);
CREATE INDEX orders_session ON orders (session_id, id) WHERE session_id IS NOT NULL;
CREATE INDEX orders_awaiting ON orders (expires_at) WHERE status = 'AWAITING_PAYMENT';
CREATE INDEX orders_paid ON orders USING brin (paid_at) WITH (autosummarize = on);

-- One SKU of an order, at the price and under the name that it had. Money and goods of a refund are two facts: the sum
-- that went back, and units that came back fit for sale (returned) or spoiled. Either may come without the other, in
-- any order.
CREATE TABLE order_line (
  producer_id       uuid     NOT NULL,
  order_id          uuid     NOT NULL,
  id                uuid     NOT NULL,
  sku_id            uuid     NOT NULL,
  title             text     NOT NULL,
  option_name       text,
  image_id          uuid,
  price_fen         bigint   NOT NULL CHECK (price_fen >= 0),
  quantity          bigint   NOT NULL CHECK (quantity > 0),
  limited           boolean  NOT NULL,
  paid_fen          bigint   NOT NULL DEFAULT 0 CHECK (paid_fen BETWEEN 0 AND price_fen * quantity),
  refunded_fen      bigint   NOT NULL DEFAULT 0 CHECK (refunded_fen BETWEEN 0 AND paid_fen),
  returned_quantity bigint   NOT NULL DEFAULT 0 CHECK (returned_quantity BETWEEN 0 AND quantity),
  spoiled_quantity  bigint   NOT NULL DEFAULT 0 CHECK (spoiled_quantity >= 0),
  PRIMARY KEY (producer_id, order_id, id),
  CONSTRAINT order_line_back CHECK (returned_quantity + spoiled_quantity <= quantity)
) WITH (fillfactor = 80);

-- Which orders a buyer's Idempotency-Key has made; over all producers, so a small table of its own. Forgotten after a
-- day.
CREATE TABLE order_key (
  buyer_id    uuid        NOT NULL,
  key         text        NOT NULL,
  fingerprint bytea       NOT NULL,
  order_ids   uuid[]      NOT NULL,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (buyer_id, key)
);
CREATE INDEX order_key_created_at ON order_key USING brin (created_at);

-- Units that a buyer has bought of an item in a session, against the limit of the last order.
CREATE TABLE order_buyer_limit (
  producer_id uuid   NOT NULL,
  session_id  uuid   NOT NULL,
  sku_id      uuid   NOT NULL,
  buyer_id    uuid   NOT NULL,
  units       bigint NOT NULL,
  most        bigint NOT NULL,
  PRIMARY KEY (producer_id, session_id, sku_id, buyer_id),
  CONSTRAINT order_buyer_limit_kept CHECK (units BETWEEN 0 AND most)
) WITH (fillfactor = 80);

-- Outbox: lines that were paid or refunded and wait to be attributed.
CREATE TABLE order_sale (
  producer_id uuid   NOT NULL,
  id          bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  order_id    uuid   NOT NULL,
  line_id     uuid   NOT NULL,
  session_id  uuid,
  PRIMARY KEY (producer_id, id)
);
CREATE INDEX order_sale_id ON order_sale (id);

-- What a buyer was told that her order would cost; nothing is reserved. It is bought once, whatever the key: what it
-- made stands on it.
CREATE TABLE order_quote (
  id         uuid        NOT NULL PRIMARY KEY,
  buyer_id   uuid        NOT NULL,
  session_id uuid,
  expires_at timestamptz NOT NULL,
  order_ids  uuid[]
);
CREATE TABLE order_quote_line (
  quote_id    uuid   NOT NULL REFERENCES order_quote (id) ON DELETE CASCADE,
  n           integer NOT NULL,
  producer_id uuid   NOT NULL,
  sku_id      uuid   NOT NULL,
  quantity    bigint NOT NULL CHECK (quantity > 0),
  price_fen   bigint NOT NULL CHECK (price_fen >= 0),
  PRIMARY KEY (quote_id, n)
);

-- A line that order_place looks at.
CREATE TYPE order_wanted AS (
  n integer, request integer, order_place integer, line_id uuid, sku_id uuid, units bigint, buyer_id uuid,
  session_id uuid, producer_id uuid, price_fen bigint, title text, option_name text, image_id uuid, pool_session uuid,
  most bigint, flaw text, pool integer, counter integer
);
