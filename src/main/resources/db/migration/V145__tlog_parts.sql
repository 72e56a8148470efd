-- What decisions consist of: rows that are written once beside the decision and bear no time of their own.
SELECT tlog_define('DIVIDEND_PART', 'dividend_part', '{dividend_id}', NULL, number => 'seq');
SELECT tlog_define('PAY_LINE', 'payroll_line', '{period_id,party_id}', NULL);
SELECT tlog_define('PAY_SOURCE', 'payroll_source', '{source_kind,source_id}', NULL);
SELECT tlog_define('PAY_ATTENDANCE', 'payroll_attendance', '{period_id,party_id,person_id}', NULL);
SELECT tlog_define('PAYOUT_PART', 'payout_item_part', '{item_id,earning_id}', NULL);
SELECT tlog_define('RECOVERY', 'payout_recovery', '{item_id,clawback_id}', NULL);
SELECT tlog_define('LOSS', 'payout_loss', '{id}', 'recorded_at', later => '{netted_fen,asked_fen}');
SELECT tlog_define('UNNAMED_CORRECTION', 'lot_unnamed_correction', '{lot_id,corrects}', NULL);

-- A view over one table can be written through, with its owner's rights: nobody writes through one.
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT viewname FROM pg_views WHERE schemaname = 'public' LOOP
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON %I FROM PUBLIC, livelihood_app', name);
  END LOOP;
END $$;
