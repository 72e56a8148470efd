-- Benefit agreements 利益联结协议: a version's terms never change; when it comes into force stands apart.
CREATE TABLE agreement (
  producer_id uuid        NOT NULL REFERENCES producer (id),
  id          uuid        NOT NULL,
  title       text        NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, id)
);

CREATE TABLE agreement_version (
  producer_id   uuid        NOT NULL,
  agreement_id  uuid        NOT NULL,
  version       integer     NOT NULL CHECK (version > 0),
  model         text        NOT NULL,
  terms         text        NOT NULL,
  evidence_hash bytea       NOT NULL CHECK (length(evidence_hash) = 32),
  holds_from    date        NOT NULL,
  holds_until   date,
  recorded_by   uuid        NOT NULL,
  recorded_at   timestamptz NOT NULL DEFAULT now(),
  recorded_xid  xid8        NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (producer_id, agreement_id, version),
  FOREIGN KEY (producer_id, agreement_id) REFERENCES agreement (producer_id, id),
  CHECK (holds_until >= holds_from)
);
CREATE INDEX agreement_version_xid ON agreement_version (recorded_xid, producer_id, agreement_id, version);

CREATE TABLE agreement_activation (
  producer_id  uuid        NOT NULL,
  agreement_id uuid        NOT NULL,
  version      integer     NOT NULL,
  activated_by uuid        NOT NULL,
  activated_at timestamptz NOT NULL DEFAULT now(),
  recorded_xid xid8        NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (producer_id, agreement_id, version),
  FOREIGN KEY (producer_id, agreement_id, version) REFERENCES agreement_version
);
CREATE INDEX agreement_activation_xid ON agreement_activation (recorded_xid, producer_id, agreement_id, version);

REVOKE UPDATE, DELETE ON agreement, agreement_version, agreement_activation FROM livelihood_app;
