package org.livelihood.platform.sheet;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Money;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A table that is given away as a file. Numbers are numbers, days are days, money is in yuan, times are Beijing's; no
 * text in it can become a formula, and no number loses digits.
 *
 * @param name of the worksheet
 * @param titles lines over the table, of a spreadsheet only: what it shows, of where and when
 * @param headings of the columns, in the reader's language
 * @param rows cells in the order of the columns: text, Long, BigDecimal, {@link Money}, LocalDate, Instant, or null
 */
public record Sheet(String name, List<String> titles, List<String> headings, List<List<@Nullable Object>> rows) {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** What a spreadsheet would take for a formula. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    /** Whole numbers above this lose digits in a spreadsheet: they are written as text. */
    private static final long EXACT = 999_999_999_999_999L;

    public Sheet {
        titles = List.copyOf(titles);
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
    }

    /** An answer that is saved as a CSV file of this name. */
    public ResponseEntity<byte[]> csvFile(String file) {
        return file(file + ".csv", CSV, csv());
    }

    /** An answer that is saved as a spreadsheet of this name. */
    public ResponseEntity<byte[]> xlsxFile(String file) {
        return new Book(List.of(this)).xlsxFile(file);
    }

    static ResponseEntity<byte[]> file(String file, MediaType type, byte[] bytes) {
        ContentDisposition saved =
                ContentDisposition.attachment().filename(file).build();
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, saved.toString())
                .body(bytes);
    }

    /** RFC 4180 in UTF-8, with the mark by which spreadsheets know UTF-8; the first line names the columns. */
    byte[] csv() {
        StringBuilder text = new StringBuilder("\uFEFF");
        text.append(CSVFormat.RFC4180.format(headings.toArray())).append("\r\n");
        for (List<@Nullable Object> row : rows) {
            Object[] cells = row.stream().map(Sheet::csvCell).toArray();
            text.append(CSVFormat.RFC4180.format(cells)).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Object csvCell(@Nullable Object cell) {
        Object plain = plain(cell);
        if (plain instanceof LocalDateTime time) {
            return TIME.format(time);
        }
        return plain instanceof BigDecimal number ? number.toPlainString() : plain;
    }

    /** A time as it is shown. */
    public static String time(Instant time) {
        return TIME.format(LocalDateTime.ofInstant(time, ChinaTime.ZONE));
    }

    /** A cell as spreadsheets know it: text, a number, a day or a time. */
    static @Nullable Object plain(@Nullable Object cell) {
        if (cell instanceof Money money) {
            return BigDecimal.valueOf(money.fen(), 2);
        }
        if (cell instanceof Instant time) {
            return LocalDateTime.ofInstant(time, ChinaTime.ZONE).truncatedTo(ChronoUnit.SECONDS);
        }
        if (cell instanceof Long number && Math.abs(number) > EXACT) {
            return number.toString();
        }
        if (cell == null || cell instanceof Number || cell instanceof LocalDate) {
            return cell;
        }
        return harmless(cell.toString());
    }

    /** Text that no spreadsheet takes for a formula; a plain number stays as it is. */
    public static String harmless(String text) {
        boolean formula =
                !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 && !text.matches("-[0-9]+(\\.[0-9]+)?");
        return formula ? "'" + text : text;
    }

    /** Widths of the columns in letters, as wide as what stands in the first rows. */
    List<Integer> widths(int rowsLookedAt) {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(headings.size(), 0));
        for (int column = 0; column < headings.size(); column++) {
            int widest = widthOf(headings.get(column));
            for (List<@Nullable Object> row : rows.subList(0, Math.min(rowsLookedAt, rows.size()))) {
                Object cell = column < row.size() ? csvCell(row.get(column)) : null;
                widest = Math.max(widest, cell == null ? 0 : widthOf(cell.toString()));
            }
            widths.set(column, widest);
        }
        return widths;
    }

    /** Han characters are as wide as two letters. */
    private static int widthOf(String text) {
        return text.codePoints().map(point -> point < 0x2E80 ? 1 : 2).sum();
    }
}
