package org.livelihood.account.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Corruptions that were found from outside, and siblings: each with what it does to the fullest row of a table, and
 * what finds it.
 *
 * @param name what somebody did
 * @param by the check that finds it; LOG for the leaves of its table
 */
record Planted(String name, String by, List<Change> changes) {

    static final String LOG = "LOG";

    /** @param set what is set in the row; null to delete it */
    record Change(String table, String set) {}

    private static Planted of(String name, String by, String... tablesAndSets) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < tablesAndSets.length; i += 2) {
            changes.add(new Change(tablesAndSets[i], tablesAndSets[i + 1]));
        }
        return new Planted(name, by, List.copyOf(changes));
    }

    static final List<Planted> ALL = List.of(
            of("a clawback's recovered part set back", "I14", "payout_clawback", "recovered_fen = 5"),
            of(
                    "a clawback waived by nobody",
                    "I14",
                    "payout_clawback",
                    "waived_fen = 9, waived_by = gen_random_uuid(), waived_at = now(), waiver_reason = 'x'"),
            of(
                    "recoup raised in payable and earning",
                    LOG,
                    "payable",
                    "recoup_fen = amount_fen",
                    "payout_earning",
                    "recoup_fen = greatest(amount_fen, 0)"),
            of("a dividend's part changed before approval", LOG, "dividend_part", "amount_fen = amount_fen + 20000"),
            of("a closed period's minimum wage doubled", LOG, "payroll_period", "fen_per_hour = fen_per_hour * 2"),
            of("a region's minimum wage doubled", LOG, "payroll_minimum_wage", "fen_per_hour = fen_per_hour * 2"),
            of("a line paid 30 days earlier", "I13", "attribution_line", "paid_at = paid_at - interval '30 days'"),
            of("a line paid 30 days later", "I13", "attribution_line", "paid_at = paid_at + interval '30 days'"),
            of(
                    "a line and its order paid 30 days earlier",
                    "I13",
                    "attribution_line",
                    "paid_at = paid_at - interval '30 days'",
                    "orders",
                    "paid_at = paid_at - interval '30 days'"),
            of("a self-report times ten", LOG, "statement_report", "amount_fen = amount_fen * 10"),
            of("a self-report with another document", LOG, "statement_report", "document_hash = repeat('ef', 32)"),
            of("a self-report of another part", LOG, "statement_report", "part = 'WAGE', cost_kind = NULL"),
            of(
                    "a self-report rejected afterwards",
                    LOG,
                    "statement_report",
                    "status = 'REJECTED', reason = 'late', reversed_at = NULL"),
            of(
                    "a self-report that reverses another",
                    LOG,
                    "statement_report",
                    "reverses = gen_random_uuid(), amount_fen = -amount_fen, reversed_at = NULL"),
            of(
                    "the day of a payable and of its lot moved",
                    LOG,
                    "payable",
                    "earned_on = earned_on - 40",
                    "lot",
                    "sealed_on = sealed_on - 40"),
            of("the day of a lot moved", "I15", "lot", "sealed_on = sealed_on - 40"),
            of("a session's wage times ten", LOG, "live_session", "wage_fen = wage_fen * 10"),
            of("a batch approved by another", LOG, "payout_batch", "decided_by = gen_random_uuid()"),
            of("a payout to another account", LOG, "payout_item", "payee_id = gen_random_uuid()"),
            of("a payee's account replaced", LOG, "household_payee", "account_index = sha256(account_index)"),
            of("a payout raised", LOG, "payout_item", "gross_fen = gross_fen + 100, net_fen = net_fen + 100"),
            of("a payout kept back", LOG, "payout_item", "recoup_fen = recoup_fen + 1, net_fen = net_fen - 1"),
            of(
                    "a clawback kept back without recovery",
                    "I7",
                    "payout_item",
                    "clawback_fen = clawback_fen + 1, net_fen = net_fen - 1"),
            of(
                    "a confirmed payout that failed",
                    LOG,
                    "payout_item",
                    "status = 'FAILED', failure = 'unknown', receipt = NULL"),
            of(
                    "a refund refused afterwards",
                    LOG,
                    "payment_refund",
                    "status = 'REFUSED', answer = 'no', amount_fen = 0, returned_quantity = 0, spoiled_quantity = 0"),
            of("work that corrects nothing", LOG, "lot_contribution", "corrects = gen_random_uuid(), units = -1"),
            of("an asset's event reversed", LOG, "asset_event", "kind = 'REVERSED', reverses = 1"),
            of("a poverty line doubled", LOG, "region_line", "amount_fen = amount_fen * 2"),
            of("another method of the statement", LOG, "statement_method", """
                    divisor_on = CASE divisor_on WHEN 'PERIOD_START' THEN 'PERIOD_END' ELSE 'PERIOD_START' END"""),
            of("a method without its costs", LOG, "statement_method", """
                    costs = CASE WHEN costs = ARRAY['INPUTS'] THEN ARRAY['RENT'] ELSE ARRAY['INPUTS'] END"""),
            of("another population", LOG, "region_population", "people = people * 2"),
            of("another survey", LOG, "household_survey", "net_income_fen = net_income_fen * 2"),
            of("a household in another village", LOG, "household", "village_code = '999999999999'"),
            of("a household with another cause", LOG, "household", "main_cause = 'ILLNESS'"),
            of("a member without labour", LOG, "household_member", "labour = 'NONE', health = 'MAJOR'"),
            of("a status of another day", LOG, "household_status", "holds_from = holds_from + 400"),
            of("somebody else on the roster", LOG, "producer_membership", "person_id = gen_random_uuid()"),
            of("a contract of other months", LOG, "producer_membership", "contract_months = contract_months + 6"),
            of("a sold unit that is free again", "I3", "lot", "free = '{[0,1)}'"),
            of("a line's price raised", "I13", "order_line", "price_fen = price_fen + 1"),
            of("an order of another total", "I13", "orders", "total_fen = total_fen + 1"),
            of("an order of another buyer", "I13", "orders", "buyer_id = gen_random_uuid()"),
            of("a paid order that is cancelled", "I13", "orders", "status = 'CANCELLED'"),
            of("a payment of another amount", "I13", "payment", "amount_fen = amount_fen + 1"),
            of(
                    "a payment that is closed",
                    "I13",
                    "payment",
                    "status = 'CLOSED', transaction_id = NULL, paid_at = NULL"),
            of("an earning paid though its payout is not", "I14", "payout_earning", "item_id = gen_random_uuid()"),
            of("a source that another release claimed", "I14", "payable_source", "claimed_by = gen_random_uuid()"));
}
