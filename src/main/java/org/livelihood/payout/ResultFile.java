package org.livelihood.payout;

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
import org.livelihood.http.CsvImport;
import org.livelihood.kernel.Refusal;

/** What the bank says became of the items of a batch: taken as a whole, or not at all. Pure. */
record ResultFile(List<Row> rows) {

    static final List<String> COLUMNS = List.of("item_id", "result", "receipt", "reason");

    private static final int LONGEST = 80;
    private static final int ROWS_TOLD = 20;

    /**
     * @param number of the row, the first one after the header is 1
     * @param receipt the bank's number where it has paid, else null
     * @param reason why it has not
     */
    record Row(
            int number,
            UUID item,
            @Nullable String receipt,
            @Nullable String reason) {

        BatchStore.Outcome outcome() {
            return new BatchStore.Outcome(item, receipt, reason);
        }

        boolean sameAs(Row other) {
            return outcome().equals(other.outcome());
        }
    }

    /** What is new in the file; what an earlier one said already is only counted. */
    record News(List<Row> confirmed, List<Row> failed, int known) {}

    /** Reads the file. Refused with MALFORMED_RESULTS and the numbers of the rows that cannot be read. */
    static ResultFile parse(String text) {
        List<Row> rows = new ArrayList<>();
        List<Integer> malformed = new ArrayList<>();
        int number = 0;
        for (Map<String, String> columns : CsvImport.rows(text, COLUMNS)) {
            number++;
            Row row = row(number, columns);
            if (row == null) {
                malformed.add(number);
            } else {
                rows.add(row);
            }
        }
        refuse(PayoutReason.MALFORMED_RESULTS, malformed);
        return new ResultFile(rows);
    }

    private static @Nullable Row row(int number, Map<String, String> columns) {
        try {
            UUID item = UUID.fromString(CsvImport.text(columns, "item_id"));
            boolean paid = switch (CsvImport.text(columns, "result")) {
                case "PAID" -> true;
                case "FAILED" -> false;
                default -> throw new IllegalArgumentException("neither paid nor failed");
            };
            String said = CsvImport.text(columns, paid ? "receipt" : "reason");
            if (said.length() > LONGEST || said.chars().anyMatch(Character::isISOControl)) {
                return null;
            }
            return new Row(number, item, paid ? said : null, paid ? null : said);
        } catch (IllegalArgumentException | Refusal malformed) {
            return null;
        }
    }

    /** Holds the file against the items of its batch. Refused with UNKNOWN_ITEMS or CONTRADICTING_RESULTS. */
    News against(List<Item> items) {
        Map<UUID, Item> known = new LinkedHashMap<>();
        items.forEach(item -> known.put(item.id(), item));
        refuse(PayoutReason.UNKNOWN_ITEMS, numbers(row -> !known.containsKey(row.item())));
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
                PayoutReason.CONTRADICTING_RESULTS,
                numbers(row -> twice.contains(row.item())
                        || !row.sameAs(get(first, row.item()))
                        || !agrees(row, get(known, row.item()))));
        List<Row> news = first.values().stream()
                .filter(row -> get(known, row.item()).status() == ItemStatus.SUBMITTED)
                .toList();
        return new News(
                news.stream().filter(row -> row.receipt() != null).toList(),
                news.stream().filter(row -> row.receipt() == null).toList(),
                rows.size() - news.size());
    }

    private static boolean agrees(Row row, Item item) {
        return item.status() == ItemStatus.SUBMITTED
                || row.outcome().equals(new BatchStore.Outcome(item.id(), item.receipt(), item.failure()));
    }

    private static <T> T get(Map<UUID, T> map, UUID key) {
        return Objects.requireNonNull(map.get(key));
    }

    private List<Integer> numbers(Predicate<Row> bad) {
        return rows.stream().filter(bad).map(Row::number).toList();
    }

    private static void refuse(PayoutReason reason, List<Integer> numbers) {
        if (!numbers.isEmpty()) {
            String told = String.join(
                    ", ", numbers.stream().limit(ROWS_TOLD).map(String::valueOf).toList());
            throw Refusal.ofField(reason, "row " + numbers.get(0), told + (numbers.size() > ROWS_TOLD ? ", ..." : ""));
        }
    }
}
