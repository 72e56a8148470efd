package org.livelihood.account.check;

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
            Map.entry("order_discount", List.of("I13", "I1")),
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
            // why it was taken off; who bears it is held by the table itself
            Map.entry("order_discount", Set.of("promotion_id", "bearer")),
            Map.entry("order_line", Set.of("title", "option_name", "image_id", "limited")),
            Map.entry(
                    "orders",
                    Set.of(
                            "hold_round",
                            "open_payments",
                            "placed_at",
                            "expires_at",
                            "ended_at",
                            "cancel_reason",
                            "cancel_note")),
            Map.entry("payable_source", Set.of("recorded_at")),
            Map.entry(
                    "payment",
                    Set.of(
                            "provider",
                            "method",
                            "key",
                            "fingerprint",
                            "cashier_url",
                            "launch",
                            "transaction_id",
                            "created_at",
                            "expires_at",
                            "ask_at",
                            "asked")),
            Map.entry("stock_move", Set.of("reference_id", "round", "recorded_at")),
            Map.entry("stock_pool", Set.of("closed")));

    /** Tables that are neither, and why. */
    static final Map<String, String> NEITHER = Map.ofEntries(
            Map.entry("address", "a buyer's own book"),
            Map.entry("address_frozen", "where a parcel goes: no money, no income"),
            Map.entry("address_reading", "who looked where a parcel goes; its buyer reads it"),
            Map.entry("attribution_fee", "the fees of a line: I4 computes them, I1 sums them"),
            Map.entry("attribution_fee_balance", "I1: the sum of attribution_fee"),
            Map.entry("attribution_parked", "a queue that F9 tells whole"),
            Map.entry("audit_run", "what the auditor herself asked"),
            Map.entry("audit_run_result", "what she was told; it can be asked again"),
            Map.entry("cart", "what somebody may buy one day"),
            Map.entry("cart_line", "what somebody may buy one day"),
            Map.entry("bill", "what a provider said; it can be asked again"),
            Map.entry("bill_difference", "found in bills; it can be found again"),
            Map.entry("bill_line", "what a provider said; it can be asked again"),
            Map.entry("catalog_image", "pictures"),
            Map.entry("catalog_image_content", "pictures"),
            Map.entry("catalog_image_size", "pictures"),
            Map.entry("catalog_listing", "what the shelf shows; a sale keeps its own price"),
            Map.entry("catalog_revision", "texts under review; a sale keeps its own price"),
            Map.entry("catalog_sku", "what the shelf shows; a sale keeps its own price"),
            Map.entry("category", "what goods are; whoever may send something back is told by the order"),
            Map.entry("demo_step", "how far the demo was entered"),
            Map.entry("favourite", "what a shopper keeps"),
            Map.entry("favourite_footprint", "what a shopper has looked at"),
            Map.entry("flyway_schema_history", "the schema's own"),
            Map.entry("household_former_name", "a name of before, sealed; its change is a leaf"),
            Map.entry("http_idempotency", "answers of a day"),
            Map.entry("live_host", "who is live now; a session's start and end are leaves"),
            Map.entry("live_item", "what a room shows; a sale keeps its own price"),
            Map.entry("miniprogram_code", "codes of minutes"),
            Map.entry("miniprogram_openid", "who may sign in; she buys as her account"),
            Map.entry("miniprogram_phone", "which accounts are one person's; what each bought stays its own"),
            Map.entry("miniprogram_token", "the app's key to WeChat, of hours"),
            Map.entry("order_buyer_limit", "how many one buyer may still buy"),
            Map.entry("order_key", "answers of a day"),
            Map.entry("order_quote", "offers of minutes"),
            Map.entry("order_quote_discount", "offers of minutes"),
            Map.entry("order_quote_line", "offers of minutes"),
            Map.entry("order_quote_shipping", "offers of minutes"),
            Map.entry("order_sale", "a queue that I2 counts and F9 watches"),
            Map.entry("promotion", "what coupons say; an order keeps what was taken off, and who bears it"),
            Map.entry("promotion_claim", "how many a buyer may still claim"),
            Map.entry("promotion_counter", "how many may still be claimed and used"),
            Map.entry("promotion_coupon", "what may be taken off one day; an order keeps what was"),
            Map.entry("promotion_price", "what a SKU will cost; an order keeps what it did"),
            Map.entry("promotion_release", "how many may still be claimed in a room"),
            Map.entry("promotion_use", "which orders hold a coupon; order_discount says what it took off"),
            Map.entry("region", "names and flags of the state's own list"),
            Map.entry("sandbox_notice", "the other side's"),
            Map.entry("sandbox_payment", "the other side's"),
            Map.entry("sandbox_refund", "the other side's"),
            Map.entry("sandbox_secret", "the other side's"),
            Map.entry("security_account", "who may sign in; whoever decides is named in her decision"),
            Map.entry("security_attempt", "rates"),
            Map.entry("security_family", "sessions"),
            Map.entry("security_fingerprint", "keys"),
            Map.entry("security_grant", "roles are replaced in place; whoever decides is named in her decision"),
            Map.entry("security_key", "keys"),
            Map.entry("security_password_reset", "tokens that wait to be used"),
            Map.entry("security_refresh", "sessions"),
            Map.entry("security_setup", "the first administrator's token"),
            Map.entry("security_vault_key", "keys"),
            Map.entry("shipping_listing", "what sending will cost; an order keeps what it did"),
            Map.entry("shipping_template", "what sending will cost; an order keeps what it did"),
            Map.entry("shelf_counted", "how far sales are counted, for the shelf alone"),
            Map.entry("shelf_entry", "what lists show of catalog_listing; sold is counted from stock_pool"),
            Map.entry("tlog_checkpoint", "I11"),
            Map.entry("tlog_cursor", "how far the log has read; what it skips is found as not logged"),
            Map.entry("tlog_head", "I11"),
            Map.entry("tlog_key", "I11 asks the configuration, not this"),
            Map.entry("tlog_kind", "the list of kinds, in the migrations"),
            Map.entry("tlog_leaf", "I11"),
            Map.entry("tlog_node", "I11"),
            Map.entry("tlog_salt", "erased by right; without it nothing verifies"),
            Map.entry("webhook_delivery", "what front ends are told; what happened stands where it did"),
            Map.entry("webhook_endpoint", "where front ends are told it"));

    /** Columns that a constraint ties to others: they are planted together with these. */
    static final Set<String> HELD = new TreeSet<>(List.of(
            "asset_event.kind",
            "asset_event.reverses",
            "lot_contribution.corrects",
            "payment_refund.answer",
            "payment_refund.shipping",
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
