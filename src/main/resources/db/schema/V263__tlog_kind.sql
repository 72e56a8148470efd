-- What becomes a leaf, kind by kind: what persons decided, and what decisions consist of. Where a row changes later by
-- another decision, that is a kind of its own. A further kind is one more line, in a migration of its own.

-- Kinds whose texts are written by hand, in R__262_tlog: the first six are read as they grow.
INSERT INTO tlog_kind (kind, source, standing)
VALUES ('JOURNAL', 'ledger_journal', false), ('CONTRIBUTION', 'lot_contribution', false),
       ('AGREEMENT', 'agreement_version', false), ('ACTIVATION', 'agreement_activation', false),
       ('PAYOUT', 'payout_item', false), ('PAYOUT_RESULT', 'payout_item', false);
INSERT INTO tlog_kind (kind, source, columns, standing)
VALUES ('HOUSEHOLD', 'household',
        '{id,registry_no,village_code,attribute,main_cause,other_causes,recorded_at}', true),
       ('MEMBER', 'household_member', '{id,labour,health,recorded_at}', true),
       ('CARD_CHANGE', 'household_change',
        '{id,subject_id,field,was,value,holds_from,reason,document,recorded_by,recorded_at}', true);
INSERT INTO tlog_kind (kind, source, columns, standing, replaced)
VALUES ('MANDATE_END', 'producer_manager', '{id,holds_until,ended_by,ended_at,end_reason}', true, true);
INSERT INTO tlog_cursor (kind) SELECT kind FROM tlog_kind;

-- People
SELECT tlog_define('MEMBER_SPAN', 'household_member_span', '{span_id,recorded_at}', 'recorded_at', sealed => '{*}');
SELECT tlog_define('STATUS', 'household_status', '{household_id,holds_from,recorded_at}', 'recorded_at',
                   sealed => '{*}');
SELECT tlog_define('SURVEY', 'household_survey', '{household_id,year,recorded_at}', 'recorded_at', sealed => '{*}');
SELECT tlog_define('PERSON', 'household_vault', '{person_id}', 'recorded_at', fields => '{id_index,recorded_at}',
                   sealed => '{*}');
SELECT tlog_define('PAYEE', 'household_payee', '{id}', 'proposed_at', sealed => '{account_index}',
                   fields => '{party_kind,party_id,person_id,account_index,proposed_by,proposed_at}');
SELECT tlog_define('PAYEE_CONFIRMED', 'household_payee', '{id}', 'confirmed_at',
                   fields => '{confirmed_by,confirmed_at}', condition => 's.confirmed_at IS NOT NULL');
SELECT tlog_define('UNMASKING', 'household_unmasking', '{id}', 'recorded_at', sealed => '{reason}');
SELECT tlog_define('ACCOUNT_PERSON', 'security_person', '{account_id}', 'recorded_at');

-- What households say of themselves
SELECT tlog_define('REPORT', 'statement_report', '{id}', 'recorded_at',
                   later => '{status,decided_by,decided_at,reason,reversed_at}', sealed => '{document_name,note}');
SELECT tlog_define('REPORT_DECIDED', 'statement_report', '{id}', 'decided_at', sealed => '{reason}',
                   fields => '{status,decided_by,decided_at,reason}', condition => 's.decided_at IS NOT NULL');
SELECT tlog_define('REPORT_REVERSED', 'statement_report', '{id}', 'reversed_at', fields => '{reversed_at}',
                   condition => 's.reversed_at IS NOT NULL');
SELECT tlog_define('DOCUMENT', 'statement_document', '{id}', 'recorded_at', later => '{sealed}');
SELECT tlog_define('DOCUMENT_UNMASKING', 'statement_document_unmasking', '{id}', 'recorded_at', sealed => '{reason}');

-- Regions and what holds in them
SELECT tlog_define('LINE', 'region_line', '{region_code,year,kind}', 'recorded_at', number => 'revision',
                   replaced => true);
SELECT tlog_define('POPULATION', 'region_population', '{region_code,on_day,recorded_at}', 'recorded_at');
SELECT tlog_define('RECOGNITION_RULE', 'producer_rule', '{region_code,valid_from}', 'recorded_at', number => 'revision',
                   replaced => true);
SELECT tlog_define('MINIMUM_WAGE', 'payroll_minimum_wage', '{region_code,valid_from,recorded_at}', 'recorded_at');
SELECT tlog_define('METHOD', 'statement_method', '{version}', 'recorded_at');
SELECT tlog_define('INDUSTRY', 'industry', '{id}', 'recorded_at', later => '{holds_until}');
SELECT tlog_define('INDUSTRY_END', 'industry', '{id}', NULL, fields => '{holds_until}',
                   condition => 's.holds_until IS NOT NULL');
SELECT tlog_define('INDUSTRY_PRODUCER', 'industry_producer', '{industry_id,holds_from}', 'recorded_at',
                   later => '{holds_until}');
SELECT tlog_define('INDUSTRY_PRODUCER_END', 'industry_producer', '{industry_id,holds_from}', NULL,
                   fields => '{holds_until}', condition => 's.holds_until IS NOT NULL');
SELECT tlog_define('PROJECT', 'industry_project', '{id}', 'recorded_at');
SELECT tlog_define('PROJECT_STATE', 'industry_project_state', '{project_id,holds_from,recorded_at}', 'recorded_at');
SELECT tlog_define('INSTITUTION', 'industry_institution', '{account_id,holds_from}', 'recorded_at',
                   later => '{holds_until}', sealed => '{name}');
SELECT tlog_define('INSTITUTION_END', 'industry_institution', '{account_id,holds_from}', NULL,
                   fields => '{holds_until}', condition => 's.holds_until IS NOT NULL');
SELECT tlog_define('INSTRUCTOR', 'training_instructor', '{id}', 'recorded_at', later => '{holds_until}',
                   sealed => '{name}');
SELECT tlog_define('INSTRUCTOR_END', 'training_instructor', '{id}', NULL, fields => '{holds_until}',
                   condition => 's.holds_until IS NOT NULL');
SELECT tlog_define('LESSON', 'training_lesson', '{id}', 'recorded_at');
SELECT tlog_define('ATTENDANCE', 'training_attendance', '{id}', 'recorded_at');

-- Producers, and who runs them
SELECT tlog_define('PRODUCER', 'producer', '{id}', 'applied_at',
                   fields => '{name,kind,region_code,applicant,applied_at}', sealed => '{name}');
SELECT tlog_define('PRODUCER_RECOMMENDED', 'producer', '{id}', 'recommended_at',
                   fields => '{recommended_by,recommended_at}', condition => 's.recommended_at IS NOT NULL');
SELECT tlog_define('PRODUCER_DECIDED', 'producer', '{id}', 'decided_at', sealed => '{decision_note}',
                   fields => '{status,decided_by,decided_at,decision_note}', condition => 's.decided_at IS NOT NULL');
SELECT tlog_define('OPERATION', 'producer_operation', '{holds_from,recorded_at}', 'recorded_at');
SELECT tlog_define('MEMBERSHIP', 'producer_membership', '{id}', 'recorded_at', later => '{holds_until}');
SELECT tlog_define('MEMBERSHIP_END', 'producer_membership', '{id}', NULL, fields => '{holds_until}',
                   condition => 's.holds_until IS NOT NULL');
SELECT tlog_define('MANAGER', 'producer_manager', '{id}', 'recorded_at',
                   fields => '{person_id,holds_from,recorded_by,recorded_at}');
SELECT tlog_define('MANAGER_CONFIRMED', 'producer_manager', '{id}', 'confirmed_at',
                   fields => '{confirmed_by,confirmed_at}', condition => 's.confirmed_at IS NOT NULL');
SELECT tlog_define('AGREEMENT_TITLE', 'agreement', '{id}', 'created_at');

-- Lots
SELECT tlog_define('LOT', 'lot', '{id}', 'opened_at', fields => '{sku_id,agreement_id,opened_at}');
SELECT tlog_define('LOT_SEALED', 'lot', '{id}', 'sealed_at',
                   fields => '{agreement_version,units,market_price_fen,sealed_at,sealed_on,sealed_by,'
                             'lost_units,ratio_in,ratio_out}',
                   condition => 's.sealed_at IS NOT NULL');
SELECT tlog_define('LOT_SOURCE', 'lot_source', '{lot_id}', 'recorded_at', number => 'seq');
SELECT tlog_define('LOT_LOSS', 'lot_loss', '{id}', 'recorded_at');
SELECT tlog_define('LOT_DELIVERY', 'lot_delivery', '{id}', 'delivered_at', later => '{status,ended_at}');
SELECT tlog_define('LOT_DELIVERY_ENDED', 'lot_delivery', '{id}', 'ended_at', fields => '{status,ended_at}',
                   condition => 's.ended_at IS NOT NULL');
-- The limits of what is taken without asking, and what an officer confirmed beyond them.
SELECT tlog_define('LOT_LIMIT', 'lot_limit', '{valid_from}', 'recorded_at');
SELECT tlog_define('LOT_CONFIRMATION', 'lot_confirmation', '{id}', 'confirmed_at');

-- Sessions
SELECT tlog_define('SESSION', 'live_session', '{id}', 'created_at',
                   fields => '{planned_start,host_id,official,wage_party_kind,wage_party_id,wage_fen,created_at}');
SELECT tlog_define('SESSION_STARTED', 'live_session', '{id}', 'started_at', fields => '{started_at}',
                   condition => 's.started_at IS NOT NULL');
SELECT tlog_define('SESSION_ENDED', 'live_session', '{id}', 'ended_at', fields => '{status,ended_at}',
                   condition => 's.ended_at IS NOT NULL');
SELECT tlog_define('SESSION_WAGE_PERSON', 'live_session', '{id}', NULL, fields => '{wage_person_id}',
                   condition => 's.wage_person_id IS NOT NULL');
-- Who agreed to host a session, and who is an official by an officer's word: until when is final once it was ended.
SELECT tlog_define('HOST_AGREED', 'live_host_agreement', '{session_id,host_id}', 'agreed_at');
SELECT tlog_define('OFFICIAL', 'live_official', '{id}', 'recorded_at',
                   fields => '{account_id,office,region_code,holds_from,recorded_by,recorded_at}');
SELECT tlog_define('OFFICIAL_ENDED', 'live_official', '{id}', 'ended_at', fields => '{holds_until,ended_by,ended_at}',
                   condition => 's.ended_at IS NOT NULL');

-- What is owed, and what is given
SELECT tlog_define('PAYABLE', 'payable', '{source_kind,source_id}', 'recorded_at', number => 'seq');
SELECT tlog_define('DIVIDEND', 'dividend', '{id}', 'declared_at', later => '{status,decided_by,decided_at}');
SELECT tlog_define('DIVIDEND_PART', 'dividend_part', '{dividend_id}', NULL, number => 'seq');
SELECT tlog_define('DIVIDEND_DECIDED', 'dividend', '{id}', 'decided_at', fields => '{status,decided_by,decided_at}',
                   condition => 's.decided_at IS NOT NULL');
SELECT tlog_define('PAY_PERIOD', 'payroll_period', '{id}', 'closed_at');
SELECT tlog_define('PAY_LINE', 'payroll_line', '{period_id,party_id}', NULL);
SELECT tlog_define('PAY_SOURCE', 'payroll_source', '{source_kind,source_id}', NULL);
SELECT tlog_define('PAY_ATTENDANCE', 'payroll_attendance', '{period_id,party_id,person_id}', NULL);
SELECT tlog_define('ASSET_GRANT', 'asset_grant', '{id}', 'recorded_at');
SELECT tlog_define('ASSET_EVENT', 'asset_event', '{id}', 'recorded_at');

-- What is paid
SELECT tlog_define('RELEASE', 'payout_run', '{id}', 'released_at');
SELECT tlog_define('EARNING', 'payout_earning', '{id}', 'released_at', later => '{status,item_id,confirmed_at}');
SELECT tlog_define('BATCH', 'payout_batch', '{id}', 'made_at', fields => '{made_by,made_at}');
SELECT tlog_define('BATCH_DECIDED', 'payout_batch', '{id}', 'decided_at', fields => '{status,decided_by,decided_at}',
                   condition => 's.decided_at IS NOT NULL');
SELECT tlog_define('PAYOUT_PART', 'payout_item_part', '{item_id,earning_id}', NULL);
-- What whoever approved a batch was told: who was left out, and which accounts several parties share.
SELECT tlog_define('LEFT_OUT', 'payout_left_out', '{batch_id,party_id}', NULL);
SELECT tlog_define('SHARED_ACCOUNT', 'payout_shared_account', '{batch_id,item_id}', NULL);
SELECT tlog_define('BANK_FILE', 'payout_bank_file', '{id}', 'given_at');
-- Who brought the bank's results.
SELECT tlog_define('RESULT_FILE', 'payout_result_file', '{id}', 'recorded_at');
SELECT tlog_define('LOSS', 'payout_loss', '{id}', 'recorded_at', later => '{netted_fen,asked_fen}');
SELECT tlog_define('CLAWBACK', 'payout_clawback', '{id}', 'created_at',
                   later => '{recovered_fen,waived_fen,recoveries,waived_by,waived_at,waiver_reason}');
SELECT tlog_define('RECOVERY', 'payout_recovery', '{item_id,clawback_id}', NULL);
SELECT tlog_define('WAIVER', 'payout_waiver', '{clawback_id}', 'waived_at', number => 'seq');
SELECT tlog_define('RESERVE_PAYMENT', 'payout_reserve_payment', '{id}', 'recorded_at');
SELECT tlog_define('RESERVE_WITHDRAWAL', 'payout_reserve_withdrawal', '{id}', 'recorded_at');

-- A refund is asked for by one and given or refused by another: two decisions.
SELECT tlog_define('REFUND_ASKED', 'payment_refund', '{id}', 'requested_at',
                   fields => '{payment_id,order_id,line_id,reason,requested_by,requested_at,asked_fen,asked_quantity}');
SELECT tlog_define('REFUND_DECIDED', 'payment_refund', '{id}', NULL, sealed => '{answer}',
                   fields => '{amount_fen,returned_quantity,spoiled_quantity,accepted_at,decided_by,decided_at,answer}',
                   condition => 's.status <> ''REQUESTED''');
SELECT tlog_define('REFUND_SUCCEEDED', 'payment_refund', '{id}', 'succeeded_at', fields => '{succeeded_at}',
                   condition => 's.succeeded_at IS NOT NULL');
