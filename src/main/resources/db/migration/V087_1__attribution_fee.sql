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
REVOKE UPDATE, DELETE ON attribution_fee FROM livelihood_app;

-- The sum of the above by agreement and party.
CREATE TABLE attribution_fee_balance (
  producer_id  uuid   NOT NULL,
  agreement_id uuid   NOT NULL,
  party_kind   text   NOT NULL CHECK (party_kind IN ('HOUSEHOLD', 'WORKER')),
  party_id     uuid   NOT NULL,
  balance_fen  bigint NOT NULL,
  PRIMARY KEY (producer_id, agreement_id, party_id)
);

ALTER TABLE attribution_revision DROP CONSTRAINT attribution_revision_cause_check,
  ADD CHECK (cause IN ('SALE', 'REFUND', 'HOST_WAGE', 'REPACK'));
