-- Whether a party is paid by a producer at all is asked of single parties.
CREATE INDEX payout_earning_party ON payout_earning (producer_id, party_id);
