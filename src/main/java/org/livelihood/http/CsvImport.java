package org.livelihood.http;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.Refusal;
import org.livelihood.kernel.TextRule;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads a CSV file (RFC 4180, UTF-8, first line names the columns) row by row, each row a command of its own.
 *
 * <p>A row that is refused says why and stops no other. What the file held is never echoed, only row numbers, so that
 * no personal data and no formula comes back.
 */
@Component
public class CsvImport {

    private static final int MOST_ROWS = 5_000;

    private final Problems problems;

    CsvImport(Problems problems) {
        this.problems = problems;
    }

    /**
     * @param row number of the row, the first one after the header is 1
     * @param code null when the row was taken
     */
    public record RowResult(
            int row,
            boolean taken,
            @Nullable String code,
            @Nullable String detail) {}

    public record Report(int taken, int refused, List<RowResult> rows) {}

    /**
     * Runs {@code command} for every row, in order.
     *
     * @param columns the columns that must be there
     * @throws Refusal when the header lacks one, the file cannot be read, or it has more than 5,000 rows
     */
    public Mono<Report> run(
            String file, List<String> columns, Locale locale, Function<Map<String, String>, Mono<?>> command) {
        return Mono.fromCallable(() -> parse(file, columns))
                .flatMapMany(Flux::fromIterable)
                .concatMap(record -> result(record, locale, command))
                .collectList()
                .map(CsvImport::report);
    }

    /** All rows of a file that is taken as a whole or not at all, by column; as strict as {@link #run}. */
    public static List<Map<String, String>> rows(String file, List<String> columns) {
        return parse(file, columns).stream().map(CSVRecord::toMap).toList();
    }

    private Mono<RowResult> result(CSVRecord record, Locale locale, Function<Map<String, String>, Mono<?>> command) {
        int row = Math.toIntExact(record.getRecordNumber());
        return Mono.defer(() -> command.apply(record.toMap()))
                .thenReturn(new RowResult(row, true, null, null))
                .onErrorResume(Refusal.class, refusal -> {
                    Problem problem = problems.of(refusal, locale);
                    return Mono.just(new RowResult(row, false, problem.code(), problem.detail()));
                });
    }

    private static Report report(List<RowResult> rows) {
        int taken = Math.toIntExact(rows.stream().filter(RowResult::taken).count());
        return new Report(taken, rows.size() - taken, rows);
    }

    private static List<CSVRecord> parse(String file, List<String> columns) {
        String text = file.startsWith("\uFEFF") ? file.substring(1) : file;
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .get();
        if (!TextRule.NOTE.allows(text)) {
            throw new Refusal(HttpReason.MALFORMED_BODY);
        }
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(text))
                .setFormat(format)
                .get()) {
            if (!parser.getHeaderNames().containsAll(columns)) {
                throw new Refusal(HttpReason.CSV_COLUMNS, String.join(",", columns));
            }
            List<CSVRecord> records = parser.getRecords();
            if (records.size() > MOST_ROWS) {
                throw new Refusal(HttpReason.CSV_TOO_LONG, MOST_ROWS);
            }
            return records;
        } catch (IOException | UncheckedIOException | IllegalArgumentException malformed) {
            throw new Refusal(HttpReason.MALFORMED_BODY);
        }
    }

    /** A column's text; refused when it is empty. */
    public static String text(Map<String, String> row, String column) {
        String value = row.get(column);
        if (value == null || value.isEmpty()) {
            throw Refusal.ofField(HttpReason.CSV_VALUE, column, column);
        }
        return value;
    }

    /** A column read by {@code parse}; refused when it does not fit. */
    public static <T> T value(Map<String, String> row, String column, Function<String, T> parse) {
        try {
            return parse.apply(text(row, column));
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw Refusal.ofField(HttpReason.CSV_VALUE, column, column);
        }
    }
}
