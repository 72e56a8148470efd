-- Who agreed to host a session, and who is an official by an officer's word: until when is final once it was ended.
SELECT tlog_define('HOST_AGREED', 'live_host_agreement', '{session_id,host_id}', 'agreed_at');
SELECT tlog_define('OFFICIAL', 'live_official', '{id}', 'recorded_at',
                   fields => '{account_id,office,region_code,holds_from,recorded_by,recorded_at}');
SELECT tlog_define('OFFICIAL_ENDED', 'live_official', '{id}', 'ended_at', fields => '{holds_until,ended_by,ended_at}',
                   condition => 's.ended_at IS NOT NULL');
