-- What can be bought in a live room now, as orders see it.
CREATE OR REPLACE VIEW live_offer AS
  SELECT i.session_id, i.sku_id, i.producer_id, s.host_id AS host_account_id, i.live_price_fen, i.buyer_limit,
         i.pool_units > 0 AS own_pool
    FROM live_item i JOIN live_session s ON (s.producer_id, s.id) = (i.producer_id, i.session_id)
   WHERE s.status = 'LIVE' AND i.shown;
REVOKE INSERT, UPDATE, DELETE ON live_offer FROM livelihood_app;

-- Who broadcast, as indicators see it.
CREATE OR REPLACE VIEW live_broadcast AS SELECT producer_id, id, title, host_id, official FROM live_session;
REVOKE INSERT, UPDATE, DELETE ON live_broadcast FROM livelihood_app;
