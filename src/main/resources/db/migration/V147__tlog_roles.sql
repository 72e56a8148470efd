-- Who runs a producer, whose an account is, and who brought the bank's results.
SELECT tlog_define('MANAGER', 'producer_manager', '{id}', 'recorded_at',
                   fields => '{person_id,holds_from,recorded_by,recorded_at}');
SELECT tlog_define('MANAGER_CONFIRMED', 'producer_manager', '{id}', 'confirmed_at', fields => '{confirmed_by,confirmed_at}',
                   condition => 's.confirmed_at IS NOT NULL');
SELECT tlog_define('MANAGER_ENDED', 'producer_manager', '{id}', NULL, sealed => '{end_reason}',
                   fields => '{holds_until,ended_by,ended_at,end_reason}',
                   condition => 's.ended_at IS NOT NULL OR s.holds_until IS NOT NULL');
SELECT tlog_define('ACCOUNT_PERSON', 'security_person', '{account_id}', 'recorded_at');
SELECT tlog_define('RESULT_FILE', 'payout_result_file', '{id}', 'recorded_at');
