package org.livelihood.income.bank;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.sheet.Column;
import org.livelihood.platform.sheet.ImportForm;

/** What the bank says became of the items of a batch: taken as a whole, or not at all. Pure. */
public record ResultFile(List<Row> rows) {

    private static final int LONGEST = 80;
    private static final int ROWS_TOLD = 20;
    private static final String UUID_DIGITS = "[0-9a-fA-F]{8}(-?)([0-9a-fA-F]{4}\\1){3}[0-9a-fA-F]{12}";

    /** The bank's own table; ids with dashes, or as the 32 digits that pain.001 carried. */
    public static final ImportForm<Line> FORM = ImportForm.of(
            "bank-results",
            "/api/v1/producers/{producer}/payouts/batches/{id}/results",
            Line.class,
            Column.of("item_id", "itemId", Column.Kind.DIGITS, "01a20bad5942700080000123456789ab"),
            Column.code("result", "result", Word.class, Word.PAID),
            Column.of("receipt", "receipt", Column.Kind.TEXT, "20200410000001").optional(),
            Column.of("reason", "reason", Column.Kind.TEXT, "").optional());

    /** What the bank did. */
    public enum Word {
        PAID,
        FAILED
    }

    /** A row as it was written. */
    public record Line(
            @NotNull @Pattern(regexp = UUID_DIGITS) String itemId,
            @NotNull Word result,
            @Nullable @Size(max = LONGEST) String receipt,
            @Nullable @Size(max = LONGEST) String reason) {}

    /**
     * @param number of the row, the first one after the header is 1
     * @param receipt the bank's number where it has paid, else null
     * @param reason why it has not
     */
    public record Row(
            int number,
            UUID item,
            @Nullable String receipt,
            @Nullable String reason) {

        /** Whether it says the same of the same order. */
        private boolean sameAs(Row other) {
            return says(other.receipt, other.reason);
        }

        private boolean says(@Nullable String knownReceipt, @Nullable String knownReason) {
            return Objects.equals(receipt, knownReceipt) && Objects.equals(reason, knownReason);
        }
    }

    /** What is new in the file; what an earlier one said already is only counted. */
    public record News(List<Row> confirmed, List<Row> failed, int known) {}

    /** What a table says. Refused with NO_RESULTS, or MALFORMED_RESULTS where a receipt or a reason is missing. */
    public static ResultFile of(List<org.livelihood.platform.sheet.Row<Line>> lines) {
        if (lines.isEmpty()) {
            throw new Refusal(BankReason.NO_RESULTS);
        }
        List<Row> rows = new ArrayList<>();
        List<Integer> malformed = new ArrayList<>();
        for (org.livelihood.platform.sheet.Row<Line> line : lines) {
            Line value = line.value();
            boolean paid = value.result() == Word.PAID;
            String said = paid ? value.receipt() : value.reason();
            if (said == null) {
                malformed.add(line.number());
            } else {
                rows.add(new Row(line.number(), idOf(value.itemId()), paid ? said : null, paid ? null : said));
            }
        }
        refuse(BankReason.MALFORMED_RESULTS, malformed);
        return new ResultFile(rows);
    }

    /** An id, with or without its dashes; IllegalArgumentException when it is none. */
    static UUID idOf(String text) {
        if (!text.matches(UUID_DIGITS)) {
            throw new IllegalArgumentException("no id");
        }
        String digits = text.replace("-", "");
        return new UUID(Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, 32, 16));
    }

    /** Holds the file against the orders of its batch. Refused with UNKNOWN_ITEMS or CONTRADICTING_RESULTS. */
    public News against(List<OrderStanding> orders) {
        Map<UUID, OrderStanding> known = new LinkedHashMap<>();
        orders.forEach(order -> known.put(order.id(), order));
        refuse(BankReason.UNKNOWN_ITEMS, numbers(row -> !known.containsKey(row.item())));
        Map<UUID, Row> first = new LinkedHashMap<>();
        rows.forEach(row -> first.putIfAbsent(row.item(), row));
        Set<String> receipts = new HashSet<>();
        Set<UUID> twice = new HashSet<>();
        first.values().forEach(row -> {
            if (row.receipt() != null && !receipts.add(row.receipt())) {
                twice.add(row.item());
            }
        });
        refuse(
                BankReason.CONTRADICTING_RESULTS,
                numbers(row -> twice.contains(row.item())
                        || !row.sameAs(get(first, row.item()))
                        || !agrees(row, get(known, row.item()))));
        List<Row> news = first.values().stream()
                .filter(row -> get(known, row.item()).isUnderWay())
                .toList();
        return new News(
                news.stream().filter(row -> row.receipt() != null).toList(),
                news.stream().filter(row -> row.receipt() == null).toList(),
                rows.size() - news.size());
    }

    private static boolean agrees(Row row, OrderStanding order) {
        return order.isUnderWay() || row.says(order.receipt(), order.failure());
    }

    private static <T> T get(Map<UUID, T> map, UUID key) {
        return Objects.requireNonNull(map.get(key));
    }

    private List<Integer> numbers(Predicate<Row> bad) {
        return rows.stream().filter(bad).map(Row::number).toList();
    }

    private static void refuse(BankReason reason, List<Integer> numbers) {
        if (!numbers.isEmpty()) {
            String told = String.join(
                    ", ", numbers.stream().limit(ROWS_TOLD).map(String::valueOf).toList());
            throw Refusal.ofField(reason, "row " + numbers.get(0), told + (numbers.size() > ROWS_TOLD ? ", ..." : ""));
        }
    }
}
