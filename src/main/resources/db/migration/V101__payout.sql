-- Whose refund it is: a loss cancels only what the same line gave and nobody was paid yet, the rest is asked back.
ALTER TABLE payout_earning ADD line_id uuid;
ALTER TABLE payout_clawback ADD line_id uuid;

-- Where a person works, by herself: who may change the payee of a worker of no household.
CREATE INDEX producer_membership_person ON producer_membership (person_id);
