package org.livelihood.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A table that is given away as a file. No text in it can become a formula, and no number loses digits.
 *
 * @param name of the worksheet
 * @param rows cells in the order of the columns: text, Long, or null where there is nothing
 */
public record Sheet(String name, List<String> columns, List<List<@Nullable Object>> rows) {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    /** What a spreadsheet would take for a formula. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    /** Whole numbers above this lose digits in a spreadsheet: they are written as text. */
    private static final long EXACT = 999_999_999_999_999L;

    public Sheet {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** An answer that is saved as a CSV file of this name. */
    public ResponseEntity<byte[]> csvFile(String file) {
        return file(file + ".csv", CSV, csv());
    }

    /** An answer that is saved as a spreadsheet of this name. */
    public ResponseEntity<byte[]> xlsxFile(String file) {
        return file(file + ".xlsx", XLSX, xlsx());
    }

    private static ResponseEntity<byte[]> file(String file, MediaType type, byte[] bytes) {
        ContentDisposition saved =
                ContentDisposition.attachment().filename(file).build();
        return ResponseEntity.ok()
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, saved.toString())
                .body(bytes);
    }

    /** RFC 4180 in UTF-8, with the mark by which spreadsheets know UTF-8. */
    byte[] csv() {
        StringBuilder text = new StringBuilder("\uFEFF");
        CSVFormat format = CSVFormat.RFC4180;
        text.append(format.format(columns.toArray())).append("\r\n");
        for (List<@Nullable Object> row : rows) {
            Object[] cells = row.stream()
                    .map(cell -> cell instanceof String string ? harmless(string) : cell)
                    .toArray();
            text.append(format.format(cells)).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    byte[] xlsx() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "Livelihood", "1.0")) {
            Worksheet sheet = book.newWorksheet(name);
            for (int column = 0; column < columns.size(); column++) {
                sheet.value(0, column, columns.get(column));
            }
            int line = 0;
            for (List<@Nullable Object> cells : rows) {
                line++;
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

    /** Text that no spreadsheet takes for a formula; a plain number stays as it is. */
    static String harmless(String text) {
        boolean formula =
                !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 && !text.matches("-[0-9]+([./][0-9]+)?");
        return formula ? "'" + text : text;
    }
}
