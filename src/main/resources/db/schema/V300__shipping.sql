-- What sending costs, by producer. rules is JSON (shipping.ShippingRule); one of them names no region.
CREATE TABLE shipping_template (
  producer_id uuid        NOT NULL,
  id          uuid        NOT NULL,
  name        text        NOT NULL,
  basis       text        NOT NULL CHECK (basis IN ('PIECE', 'WEIGHT')),
  by_default  boolean     NOT NULL,
  rules       text        NOT NULL,
  version     integer     NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, id)
);
CREATE UNIQUE INDEX shipping_template_default ON shipping_template (producer_id) WHERE by_default;

-- Which of them a listing's parcels are counted by, where it is not the default.
CREATE TABLE shipping_listing (
  producer_id uuid NOT NULL,
  listing_id  uuid NOT NULL,
  template_id uuid NOT NULL,
  PRIMARY KEY (producer_id, listing_id),
  FOREIGN KEY (producer_id, template_id) REFERENCES shipping_template (producer_id, id)
);
CREATE INDEX shipping_listing_template ON shipping_listing (producer_id, template_id);
