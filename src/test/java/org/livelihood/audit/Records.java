package org.livelihood.audit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Of each table what an auditor has of it: a leaf of the log, a check that recomputes it, or why it needs neither. */
final class Records {

    /** Columns of logged tables that are no part of a leaf, each table with what holds them or why nothing needs to. */
    private static final Map<String, Set<String>> LEFT_OUT = Map.ofEntries(
            // sealed anew when keys change; opened by I16
            Map.entry("household_vault", Set.of("name", "id_number", "phone", "bank_account")),
            Map.entry("household_payee", Set.of("bank_account")),
            Map.entry("statement_document", Set.of("sealed")),
            // words on a poster
            Map.entry("live_session", Set.of("title", "pinned_sku_id")),
            // recomputed by I3
            Map.entry("lot", Set.of("status", "free", "left_units")),
            // recomputed by I13; when and how often the provider was asked decides nothing
            Map.entry("payment_refund", Set.of("status", "send_at", "sent")),
            // recomputed by I14
            Map.entry(
                    "payout_clawback",
                    Set.of("recovered_fen", "waived_fen", "recoveries", "waived_by", "waived_at", "waiver_reason")),
            Map.entry("payout_earning", Set.of("status", "item_id", "confirmed_at")),
            Map.entry("payout_loss", Set.of("netted_fen", "asked_fen")));

    /** Tables that are no leaves, with the checks that recompute them. */
    static final Map<String, List<String>> RECOMPUTED = Map.ofEntries(
            Map.entry("ledger_posting", List.of("I1")),
            Map.entry("attribution_line", List.of("I2", "I13", "I4")),
            Map.entry("attribution_part", List.of("I2", "I13", "I4")),
            Map.entry("attribution_traced_sale", List.of("I4", "I13")),
            Map.entry("attribution_units", List.of("I3", "I4")),
            Map.entry("attribution_revision", List.of("I1", "I13")),
            Map.entry("attribution_release", List.of("I7", "I13")),
            Map.entry("orders", List.of("I13")),
            Map.entry("order_line", List.of("I13", "I3", "I2")),
            Map.entry("payment", List.of("I13")),
            Map.entry("payment_order", List.of("I1", "I13")),
            Map.entry("payable_source", List.of("I14", "I15")),
            Map.entry("lot_take", List.of("I3", "I13")),
            Map.entry("stock_move", List.of("I3")),
            Map.entry("stock_pool", List.of("I3")));

    /** Columns of these that neither money nor a statement stands on: words, queues, the program's own bookkeeping. */
    static final Map<String, Set<String>> IDLE = Map.ofEntries(
            Map.entry("attribution_line", Set.of("state", "formula")),
            Map.entry("attribution_part", Set.of("recorded_at", "seq")),
            Map.entry("attribution_traced_sale", Set.of("recorded_at")),
            Map.entry("attribution_revision", Set.of("cause", "recorded_at")),
            Map.entry("attribution_release", Set.of("released_at")),
            Map.entry("ledger_posting", Set.of("seq")),
            Map.entry("lot_take", Set.of("id", "taken_at")),
            Map.entry("order_line", Set.of("title", "option_name", "image_id", "limited")),
            Map.entry("orders", Set.of("hold_round", "open_payments", "placed_at", "expires_at", "ended_at")),
            Map.entry("payable_source", Set.of("recorded_at")),
            Map.entry(
                    "payment",
                    Set.of("provider", "cashier_url", "transaction_id", "created_at", "expires_at", "ask_at", "asked")),
            Map.entry("stock_move", Set.of("reference_id", "round", "recorded_at")),
            Map.entry("stock_pool", Set.of("closed")));

    /** Columns that a constraint ties to others: they are planted together with these. */
    static final Set<String> HELD = new TreeSet<>(List.of(
            "asset_event.reverses",
            "lot_contribution.corrects",
            "payment_refund.answer",
            "payout_item.clawback_fen",
            "payout_item.failure",
            "payout_item.gross_fen",
            "payout_item.net_fen",
            "payout_item.recoup_fen",
            "payout_item.status",
            "statement_report.part",
            "statement_report.reason",
            "statement_report.reverses",
            "statement_report.status"));

    private Records() {}

    static Set<String> leftOut(String table) {
        return LEFT_OUT.getOrDefault(table, Set.of());
    }
}
