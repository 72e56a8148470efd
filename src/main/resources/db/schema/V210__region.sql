-- Regions 行政区划 by 12-digit statistical code; a parent is a prefix.
CREATE TABLE region (
  code           text    PRIMARY KEY CHECK (code ~ '^[0-9]{12}$'),
  name           text    NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  level          text    NOT NULL CHECK (level IN ('PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP', 'VILLAGE')),
  parent_code    text    REFERENCES region (code),
  one_of_832     boolean NOT NULL DEFAULT false,
  three_regions  boolean NOT NULL DEFAULT false,
  delisted_on    date,
  CHECK ((level = 'PROVINCE') = (parent_code IS NULL))
);
CREATE INDEX region_parent ON region (parent_code, code);

-- Poverty and monitoring lines by region and year; '' is the whole country. Data with its document, never code. A line
-- that is given anew takes the place of the one before: the transparency log holds both, told apart by revision.
CREATE TABLE region_line (
  region_code text        NOT NULL,
  year        integer     NOT NULL CHECK (year BETWEEN 1978 AND 2100),
  kind        text        NOT NULL CHECK (kind IN ('POVERTY', 'MONITORING')),
  amount_fen  bigint      NOT NULL CHECK (amount_fen > 0),
  document    text        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  revision    integer     NOT NULL DEFAULT 1,
  PRIMARY KEY (region_code, year, kind)
);

-- Registered rural population 户籍农业人口 of a region at a date; corrections are new rows.
CREATE TABLE region_population (
  region_code text        NOT NULL REFERENCES region (code),
  on_day      date        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  people      bigint      NOT NULL CHECK (people > 0),
  document    text        NOT NULL,
  recorded_by uuid        NOT NULL,
  PRIMARY KEY (region_code, on_day, recorded_at)
);
REVOKE UPDATE, DELETE ON region_population FROM livelihood_app;
