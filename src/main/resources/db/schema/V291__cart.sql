-- Carts: one a buyer, and those of guests, known by the digest of a token. Nothing is reserved by them.
CREATE TABLE cart (
  id         uuid        PRIMARY KEY,
  account_id uuid        UNIQUE,
  token_hash bytea       UNIQUE,
  changed_at timestamptz NOT NULL,
  CHECK ((account_id IS NULL) <> (token_hash IS NULL))
);
CREATE INDEX cart_guest ON cart (changed_at) WHERE token_hash IS NOT NULL;

-- A SKU that is wanted, from the shelf (the session of zeros) or in a room, with its price when it was put in.
CREATE TABLE cart_line (
  cart_id    uuid        NOT NULL REFERENCES cart (id) ON DELETE CASCADE,
  session_id uuid        NOT NULL,
  sku_id     uuid        NOT NULL,
  quantity   bigint      NOT NULL CHECK (quantity BETWEEN 1 AND 999),
  price_fen  bigint      NOT NULL CHECK (price_fen >= 0),
  added_at   timestamptz NOT NULL,
  PRIMARY KEY (cart_id, session_id, sku_id)
);
