-- The book of addresses of each account. Whom, her number and her door lie sealed; the region does not, for shipping is
-- counted by it.
CREATE TABLE address (
  id          uuid        PRIMARY KEY,
  account_id  uuid        NOT NULL,
  region_code text        NOT NULL REFERENCES region (code),
  recipient   bytea       NOT NULL,
  phone       bytea       NOT NULL,
  detail      bytea       NOT NULL,
  by_default  boolean     NOT NULL,
  version     integer     NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX address_account ON address (account_id, id);
CREATE UNIQUE INDEX address_default ON address (account_id) WHERE by_default;

-- Where the parcel of an order goes, as it stood in the book when it was chosen. Found by the order alone when it is
-- sealed under a new key.
CREATE TABLE address_frozen (
  producer_id uuid        NOT NULL,
  order_id    uuid        NOT NULL,
  region_code text        NOT NULL,
  recipient   bytea       NOT NULL,
  phone       bytea       NOT NULL,
  detail      bytea       NOT NULL,
  PRIMARY KEY (producer_id, order_id)
);
CREATE INDEX address_frozen_order ON address_frozen (order_id);

-- Who of the producer's people looked at it.
CREATE TABLE address_reading (
  producer_id uuid        NOT NULL,
  order_id    uuid        NOT NULL,
  id          uuid        NOT NULL,
  account_id  uuid        NOT NULL,
  read_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, order_id, id)
);
REVOKE UPDATE, DELETE ON address_reading FROM livelihood_app;

-- Regions that are looked for in an address that somebody pasted: a few thousand of the country's 700,000.
CREATE INDEX region_upper ON region (code) WHERE level IN ('PROVINCE', 'PREFECTURE', 'COUNTY');
