package org.livelihood.indicator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** An answer as a table: each line says all that its figure needs to be understood. */
final class Sheet {

    private static final List<String> COLUMNS = List.of(
            "indicator",
            "version",
            "unit",
            "region",
            "from",
            "to",
            "as_of",
            "key",
            "label",
            "numerator",
            "denominator",
            "ratio",
            "value");

    /** What a spreadsheet would take for a formula. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    /** Whole numbers above this lose digits in a spreadsheet: they are written as text. */
    private static final long EXACT = 999_999_999_999_999L;

    private Sheet() {}

    /** RFC 4180 in UTF-8, with the mark by which spreadsheets know UTF-8. */
    static byte[] csv(Answer answer) {
        StringBuilder text = new StringBuilder("\uFEFF");
        CSVFormat format = CSVFormat.RFC4180;
        text.append(format.format(COLUMNS.toArray())).append("\r\n");
        for (Answer.Row row : answer.rows()) {
            Object[] cells = cells(answer, row).stream()
                    .map(cell -> cell instanceof String string ? harmless(string) : cell)
                    .toArray();
            text.append(format.format(cells)).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] xlsx(Answer answer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "Livelihood", "1.0")) {
            Worksheet sheet = book.newWorksheet(answer.indicator().name());
            for (int column = 0; column < COLUMNS.size(); column++) {
                sheet.value(0, column, COLUMNS.get(column));
            }
            int line = 0;
            for (Answer.Row row : answer.rows()) {
                line++;
                List<@Nullable Object> cells = cells(answer, row);
                for (int column = 0; column < cells.size(); column++) {
                    write(sheet, line, column, cells.get(column));
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static void write(Worksheet sheet, int line, int column, @Nullable Object cell) {
        if (cell instanceof Long number && Math.abs(number) <= EXACT) {
            sheet.value(line, column, number);
        } else if (cell != null) {
            sheet.value(line, column, harmless(cell.toString()));
        }
    }

    private static List<@Nullable Object> cells(Answer answer, Answer.Row row) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(answer.indicator().name());
        cells.add((long) answer.version());
        cells.add(answer.unit().name());
        cells.add(answer.region());
        cells.add(answer.from().toString());
        cells.add(answer.to().toString());
        cells.add(answer.asOf().toString());
        cells.add(row.key());
        cells.add(row.label());
        cells.add(row.numerator());
        cells.add(row.denominator());
        cells.add(row.ratio());
        cells.add(row.value());
        return cells;
    }

    /** Text that no spreadsheet takes for a formula; a plain number stays as it is. */
    static String harmless(String text) {
        boolean formula =
                !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 && !text.matches("-[0-9]+([./][0-9]+)?");
        return formula ? "'" + text : text;
    }
}
