-- What can be sold, in units of a SKU. A pool with the zero session is the SKU's general one; a session may have its
-- own.
CREATE TABLE stock_pool (
  producer_id uuid    NOT NULL,
  sku_id      uuid    NOT NULL,
  session_id  uuid    NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  available   bigint  NOT NULL DEFAULT 0 CHECK (available >= 0),
  reserved    bigint  NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  sold        bigint  NOT NULL DEFAULT 0 CHECK (sold >= 0),
  closed      boolean NOT NULL DEFAULT false CHECK (NOT closed OR session_id <> '00000000-0000-0000-0000-000000000000'),
  PRIMARY KEY (producer_id, sku_id, session_id)
) WITH (fillfactor = 50);
CREATE INDEX stock_pool_session ON stock_pool (producer_id, session_id)
  WHERE session_id <> '00000000-0000-0000-0000-000000000000';

-- Every unit that ever moved: the counters above are sums over this table, and can be proven by it.
--   ADD      a sealed lot's units reach the general pool       available +
--            below zero: they leave it, into other lots, to another producer, or lost
--   POOL     from the general pool to the session's, or back (negative): the general pool moves the other way
--   RESERVE  an order line holds units                         available -, reserved +
--   SELL     what a line holds is paid                         reserved -,  sold +
--   RELEASE  what a line holds is given back                   reserved -,  available +
--   RETURN   what a line bought comes back fit for sale        sold -,      available +
--   SPOIL    what a line bought comes back unfit for sale      sold -
-- reference_id is the order line (ADD, POOL: an id of its own). A line's hold is the row RESERVE; it ends once, by SELL
-- or by RELEASE. A line may hold again (round 1) when its payment arrives after its hold was given back.
CREATE TABLE stock_move (
  producer_id  uuid        NOT NULL,
  reference_id uuid        NOT NULL,
  kind         text        NOT NULL
    CHECK (kind IN ('ADD', 'POOL', 'RESERVE', 'SELL', 'RELEASE', 'RETURN', 'SPOIL')),
  round        smallint    NOT NULL DEFAULT 0,
  sku_id       uuid        NOT NULL,
  session_id   uuid        NOT NULL,
  units        bigint      NOT NULL CHECK (units > 0 OR kind IN ('ADD', 'POOL') AND units <> 0),
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, reference_id, kind, round)
);
CREATE UNIQUE INDEX stock_move_ends_once ON stock_move (producer_id, reference_id, round)
  WHERE kind IN ('SELL', 'RELEASE');
CREATE INDEX stock_move_recorded ON stock_move USING brin (recorded_at) WITH (autosummarize = on);
REVOKE UPDATE, DELETE ON stock_move FROM livelihood_app;
