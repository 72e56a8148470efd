-- What whoever approved a batch was told: who was left out, and which accounts several parties share.
SELECT tlog_define('LEFT_OUT', 'payout_left_out', '{batch_id,party_id}', NULL);
SELECT tlog_define('SHARED_ACCOUNT', 'payout_shared_account', '{batch_id,item_id}', NULL);
