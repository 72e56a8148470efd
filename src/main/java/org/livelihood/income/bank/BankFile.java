package org.livelihood.income.bank;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.livelihood.people.household.Payee;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.sheet.Sheet;

/**
 * The orders of one batch as a bank reads them; the same batch gives the same file each time. Pure.
 *
 * @param approvedAt when the batch was approved: the day on which the bank is to pay
 */
public record BankFile(UUID batch, Instant approvedAt, Debtor debtor, List<Order> orders) {

    static final List<String> COLUMNS =
            List.of("item_id", "account_no", "account_name", "amount_yuan", "currency", "purpose");

    static final String CURRENCY = "CNY";

    private static final int LONGEST_NAME = 140;
    private static final String PURPOSE = "LIVELIHOOD";

    public BankFile {
        orders = List.copyOf(orders);
    }

    /** Formats of a bank file. */
    public enum Format {
        CSV,
        /** ISO 20022 customer credit transfer initiation, pain.001.001.09. */
        PAIN_001
    }

    /** Whose account pays. */
    public record Debtor(String name, String account, String bank) {}

    public record Order(UUID item, Payee.Account payee, Money amount) {

        String reference() {
            return compact(item);
        }

        BigDecimal yuan() {
            return BankFile.yuan(amount);
        }
    }

    static BigDecimal yuan(Money amount) {
        return BigDecimal.valueOf(amount.fen(), 2);
    }

    /** An id within the 35 characters that ISO 20022 allows. */
    static String compact(UUID id) {
        return id.toString().replace("-", "");
    }

    /**
     * A name within the 140 characters of the format, which some count as units of 16 bits, and without what XML cannot
     * hold: names that were taken before there was a rule must not keep the others of a batch from their money.
     */
    static String legible(String name) {
        StringBuilder legible = new StringBuilder();
        for (int point : name.codePoints().toArray()) {
            if (legible.length() + Character.charCount(point) <= LONGEST_NAME) {
                legible.appendCodePoint(isOfXml(point) ? point : ' ');
            }
        }
        String stripped = legible.toString().strip();
        return stripped.isEmpty() ? "?" : stripped;
    }

    /** Char of XML 1.0, but line breaks. */
    private static boolean isOfXml(int point) {
        return point >= ' ' && point <= 0xD7FF || point >= 0xE000 && point <= 0xFFFD || point >= 0x10000;
    }

    /** The file as the bank is given it. */
    public String text(Format format) {
        return format == Format.CSV ? csv() : Pain001.of(this);
    }

    private String csv() {
        StringBuilder text = new StringBuilder();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader(COLUMNS.toArray(String[]::new))
                .setQuoteMode(QuoteMode.ALL)
                .get();
        try (CSVPrinter printer = new CSVPrinter(text, format)) {
            for (Order order : orders) {
                printer.printRecord(
                        order.item(),
                        order.payee().number(),
                        Sheet.harmless(legible(order.payee().name())),
                        order.yuan().toPlainString(),
                        CURRENCY,
                        PURPOSE);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
