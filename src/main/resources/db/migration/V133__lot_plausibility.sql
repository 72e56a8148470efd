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
REVOKE UPDATE, DELETE ON lot_limit, lot_confirmation FROM livelihood_app;
REVOKE INSERT ON lot_limit FROM livelihood_app;

CREATE INDEX lot_contribution_pieces ON lot_contribution (coalesce(member_id, party_id), worked_on)
 WHERE unit = 'PIECE' AND kind = 'LABOUR';
