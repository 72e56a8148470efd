-- A payment's Idempotency-Key stands on the payment: what is opened together needs no rows beside it. Payments that the
-- program opens by itself have keys too; those of before have none.
ALTER TABLE payment ADD COLUMN key text, ADD COLUMN fingerprint bytea,
  ADD CONSTRAINT payment_key_whole CHECK ((key IS NULL) = (fingerprint IS NULL));
CREATE UNIQUE INDEX payment_key ON payment (buyer_id, key);
