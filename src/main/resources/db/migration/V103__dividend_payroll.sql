-- What deliveries to other producers left to whom delivered, by the lot that took them: margins of dividends.
CREATE INDEX attribution_part_delivery ON attribution_part (party_id, lot_id) WHERE basis = 'DELIVERY_MARGIN';
