-- One record of each kind that the village of the corruption suite has not made itself. They belong to nobody else's
-- producer, household or region, so that no other test meets them.
INSERT INTO household_survey (household_id, year, net_income_fen, people, document, recorded_by)
VALUES (gen_random_uuid(), 2019, 980800, 4, 'survey sheet', gen_random_uuid());
INSERT INTO household_unmasking (id, person_id, account_id, reason)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'asked by the bank');
INSERT INTO statement_document_unmasking (id, document_id, report_id, account_id, reason)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'an audit');
INSERT INTO statement_document (household_id, hash, id, type, sealed, recorded_by)
VALUES (gen_random_uuid(), repeat('ab', 32), gen_random_uuid(), 'application/pdf', '\x00', gen_random_uuid());
INSERT INTO statement_report (id, household_id, part, cost_kind, on_day, amount_fen, document_kind, document_name,
                              document_hash, note, reported_by, status, decided_by, decided_at, reversed_at)
VALUES (gen_random_uuid(), gen_random_uuid(), 'COST', 'INPUTS', '2020-05-01', 300, 'INVOICE', 'invoice 7',
        repeat('ab', 32), 'feed', gen_random_uuid(), 'CONFIRMED', gen_random_uuid(), now(), now());
INSERT INTO region_line (region_code, year, kind, amount_fen, document)
VALUES ('990000000000', 2019, 'POVERTY', 321800, 'a notice');
INSERT INTO region_population (region_code, on_day, people, document, recorded_by)
VALUES ('990000000000', '2019-12-31', 1000, 'yearbook', gen_random_uuid());
INSERT INTO producer_rule (region_code, valid_from, min_poor_workers, min_poor_basis_points, min_contract_months, document)
VALUES ('990000000000', '2020-01-01', 10, 2000, 6, 'a notice');
INSERT INTO payroll_minimum_wage (region_code, valid_from, fen_per_hour, document, recorded_by)
VALUES ('990000000000', '2020-01-01', 1800, 'a notice', gen_random_uuid());
INSERT INTO industry (id, county_code, name, holds_from, holds_until, document, recorded_by)
VALUES (gen_random_uuid(), '990000000000', 'tea', '2020-01-01', '2020-12-31', 'a plan', gen_random_uuid());
INSERT INTO industry_producer (producer_id, industry_id, holds_from, holds_until, recorded_by)
VALUES (gen_random_uuid(), gen_random_uuid(), '2020-01-01', '2020-12-31', gen_random_uuid());
INSERT INTO industry_project (id, region_code, name, registered_on, document, recorded_by)
VALUES (gen_random_uuid(), '990000000000', 'a mill', '2019-05-01', 'a permit', gen_random_uuid());
INSERT INTO industry_project_state (project_id, holds_from, state, recorded_by)
VALUES (gen_random_uuid(), '2020-01-01', 'OPERATING', gen_random_uuid());
INSERT INTO industry_institution (account_id, holds_from, holds_until, kind, name, recorded_by)
VALUES (gen_random_uuid(), '2020-01-01', '2020-12-31', 'SCHOOL', 'a school', gen_random_uuid());
INSERT INTO training_instructor (id, kind, name, region_code, holds_from, holds_until, recorded_by)
VALUES (gen_random_uuid(), 'INSTRUCTOR', 'a teacher', '990000000000', '2020-01-01', '2020-12-31', gen_random_uuid());
INSERT INTO training_lesson (id, instructor_id, region_code, title, starts_at, minutes, recorded_by)
VALUES (gen_random_uuid(), gen_random_uuid(), '990000000000', 'breeding', '2020-03-02T01:00Z', 60, gen_random_uuid());
INSERT INTO training_attendance (lesson_id, member_id, id, household_id, minutes, recorded_by)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 60, gen_random_uuid());
INSERT INTO producer_operation (producer_id, holds_from, operating) VALUES (gen_random_uuid(), '2020-02-10', true);
INSERT INTO producer_membership (producer_id, id, person_id, kind, holds_from, holds_until, contract_months, roster_ref)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'WORKER', '2020-01-01', '2020-06-30', 6, 'row 7');
INSERT INTO lot_source (producer_id, lot_id, seq, source_producer_id, source_lot_id, numbers, delivery_id, price_fen)
VALUES (gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid(), gen_random_uuid(), '{[0,5)}', gen_random_uuid(), 500);
INSERT INTO lot_loss (producer_id, id, lot_id, numbers, reason, evidence, recorded_by)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '{[0,2)}', 'broken', 'sheet 2', gen_random_uuid());
INSERT INTO lot_delivery (producer_id, id, lot_id, to_producer_id, numbers, evidence, delivered_by, status, ended_at)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '{[0,5)}', 'note 3',
        gen_random_uuid(), 'ACCEPTED', now());
INSERT INTO live_session (producer_id, id, title, planned_start, host_id, official, wage_party_kind, wage_party_id,
                          wage_fen, status, started_at, ended_at)
VALUES (gen_random_uuid(), gen_random_uuid(), 'evening', now(), gen_random_uuid(), false, 'HOUSEHOLD', gen_random_uuid(),
        8000, 'ENDED', now(), now());
INSERT INTO dividend (producer_id, id, agreement_id, agreement_version, from_day, to_day, surplus_fen, decision,
                      evidence_hash, patronage_fen, capital_fen, guarantee_fen, status, declared_by, declared_at,
                      decided_by, decided_at)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1, '2020-01-01', '2020-03-31', 1000, 'assembly 1',
        repeat('cd', 32), 600, 300, 0, 'APPROVED', gen_random_uuid(), now(), gen_random_uuid(), now());
INSERT INTO payroll_period (producer_id, id, from_day, to_day, fen_per_hour, evidence, closed_by, closed_at)
VALUES (gen_random_uuid(), gen_random_uuid(), '2020-03-01', '2020-03-31', 1800, 'sheet 4', gen_random_uuid(), now());
INSERT INTO asset_grant (producer_id, id, household_id, kind, what, units, value_fen, given_on, evidence, recorded_by)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'RECOVERABLE', 'laying hens', 200, 1000000,
        '2020-03-01', 'receipt 5', gen_random_uuid());
INSERT INTO asset_event (producer_id, grant_id, seq, id, kind, units, on_day, relieved, relief_fen, evidence, recorded_by)
VALUES (gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid(), 'LOST', 10, '2020-04-01', true, 50000, 'photo 6',
        gen_random_uuid());
INSERT INTO payout_clawback (producer_id, id, run_id, party_kind, party_id, basis, category, amount_fen, line_id)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'HOUSEHOLD', gen_random_uuid(), 'REBATE', 'OPERATING', 88,
        gen_random_uuid());
INSERT INTO payout_waiver (producer_id, clawback_id, seq, amount_fen, waived_by, waived_at, reason)
VALUES (gen_random_uuid(), gen_random_uuid(), 1, 88, gen_random_uuid(), now(), 'hardship');
INSERT INTO payout_reserve_payment (producer_id, id, payer, amount_fen, reason, evidence, recorded_by,
                                    recorded_at)
VALUES (gen_random_uuid(), gen_random_uuid(), 'PLATFORM', 5000, 'a bad season', 'order 8', gen_random_uuid(), now());
INSERT INTO payout_reserve_withdrawal (producer_id, id, payment_id, amount_fen, reason, evidence, recorded_by, recorded_at)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 500, 'too much', 'order 9', gen_random_uuid(), now());
INSERT INTO payout_bank_file (producer_id, batch_id, id, format, items, given_to)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'CSV', 1, gen_random_uuid());
INSERT INTO payment_refund (producer_id, id, payment_id, order_id, line_id, amount_fen, reason, requested_by, status,
                            accepted_at, send_at, succeeded_at, requested_at, decided_by, decided_at)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 5900, 'too small',
        gen_random_uuid(), 'SUCCEEDED', now(), now(), now(), now(), gen_random_uuid(), now());
INSERT INTO household_change (id, subject_id, field, was, value, holds_from, reason, document, recorded_by)
VALUES (gen_random_uuid(), gen_random_uuid(), 'VILLAGE', '341226107201', '341226107202', '2020-05-01', 'MOVED', 'notice 9',
        gen_random_uuid());
INSERT INTO dividend_part (producer_id, dividend_id, seq, party_kind, party_id, basis, amount_fen)
VALUES (gen_random_uuid(), gen_random_uuid(), 1, 'HOUSEHOLD', gen_random_uuid(), 'PATRONAGE', 600);
INSERT INTO payroll_line (producer_id, period_id, party_kind, party_id, minutes, wages_fen, top_up_fen)
VALUES (gen_random_uuid(), gen_random_uuid(), 'WORKER', gen_random_uuid(), 60, 1000, 800);
INSERT INTO payroll_source (producer_id, source_kind, source_id, period_id)
VALUES (gen_random_uuid(), 'LOT', gen_random_uuid(), gen_random_uuid());
INSERT INTO payroll_attendance (producer_id, period_id, person_id, party_kind, party_id, from_day, to_day, minutes)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'WORKER', gen_random_uuid(), '2020-03-01', '2020-03-31', 60);
INSERT INTO payout_recovery (producer_id, item_id, clawback_id, seq, amount_fen)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1, 20);
INSERT INTO payout_loss (producer_id, id, run_id, line_id, party_kind, party_id, basis, category, amount_fen)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'HOUSEHOLD', gen_random_uuid(),
        'REBATE', 'OPERATING', 88);
INSERT INTO producer_manager (producer_id, id, person_id, holds_from, holds_until, recorded_by, confirmed_by, confirmed_at,
                              ended_by, ended_at, end_reason)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '2020-01-01', '2020-12-31', gen_random_uuid(),
        gen_random_uuid(), now(), gen_random_uuid(), now(), 'she left');
INSERT INTO security_person (account_id, person_id, recorded_by)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid());
INSERT INTO payout_result_file (producer_id, batch_id, id, confirmed, failed, brought_by)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1, 0, gen_random_uuid());
INSERT INTO lot_confirmation (producer_id, lot_id, id, most_pay_fen, most_pieces_a_day, reason, confirmed_by, confirmed_at)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 90000, 4000, 'seen by me', gen_random_uuid(), now());
INSERT INTO payout_left_out (producer_id, batch_id, party_kind, party_id, why)
VALUES (gen_random_uuid(), gen_random_uuid(), 'HOUSEHOLD', gen_random_uuid(), 'NO_PAYEE');
INSERT INTO payout_shared_account (producer_id, batch_id, item_id)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid());
INSERT INTO live_host_agreement (producer_id, session_id, host_id, agreed_at)
VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now());
INSERT INTO live_official (id, account_id, office, region_code, holds_from, holds_until, recorded_by, ended_by, ended_at)
VALUES (gen_random_uuid(), gen_random_uuid(), 'head of the county', '341226000000', '2020-01-01', '2020-12-31',
        gen_random_uuid(), gen_random_uuid(), now());
