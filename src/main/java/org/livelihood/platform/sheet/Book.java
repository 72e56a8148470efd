package org.livelihood.platform.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A spreadsheet fit to be handed in: titles, headings that stay in view, columns as wide as what stands in them. */
public record Book(List<Sheet> sheets) {

    private static final MediaType XLSX = MediaType.parseMediaType(Upload.XLSX);
    private static final int ROWS_LOOKED_AT = 200;
    private static final int NARROWEST = 8;
    private static final int WIDEST = 60;
    private static final int LONGEST_NAME = 31;
    private static final String HEADING_COLOUR = "DDEBF7";

    public Book {
        sheets = List.copyOf(sheets);
    }

    /** An answer that is saved as a spreadsheet of this name. */
    public ResponseEntity<byte[]> xlsxFile(String file) {
        return Sheet.file(file + ".xlsx", XLSX, xlsx());
    }

    byte[] xlsx() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "Livelihood", "1.0")) {
            for (Sheet sheet : sheets) {
                write(sheet, book.newWorksheet(nameOf(sheet.name())));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** Spreadsheets allow 31 letters, and not all of them. */
    private static String nameOf(String name) {
        String allowed = name.replaceAll("[\\[\\]:*?/\\\\']", " ").strip();
        return allowed.length() > LONGEST_NAME ? allowed.substring(0, LONGEST_NAME) : allowed;
    }

    private static void write(Sheet sheet, Worksheet out) {
        int line = 0;
        for (String title : sheet.titles()) {
            out.value(line, 0, Sheet.harmless(title));
            if (line == 0) {
                out.style(line, 0).bold().fontSize(14).set();
            }
            line++;
        }
        int head = line;
        for (int column = 0; column < sheet.headings().size(); column++) {
            out.value(head, column, Sheet.harmless(sheet.headings().get(column)));
            out.style(head, column).bold().fillColor(HEADING_COLOUR).set();
        }
        for (List<@Nullable Object> cells : sheet.rows()) {
            line++;
            for (int column = 0; column < cells.size(); column++) {
                write(out, line, column, cells.get(column));
            }
        }
        List<Integer> widths = sheet.widths(ROWS_LOOKED_AT);
        for (int column = 0; column < widths.size(); column++) {
            out.width(column, Math.max(NARROWEST, Math.min(WIDEST, widths.get(column) + 2)));
        }
        out.freezePane(0, head + 1);
    }

    private static void write(Worksheet out, int line, int column, @Nullable Object cell) {
        Object plain = Sheet.plain(cell);
        if (plain instanceof LocalDate day) {
            out.value(line, column, day);
            out.style(line, column).format("yyyy-mm-dd").set();
        } else if (plain instanceof LocalDateTime time) {
            out.value(line, column, time);
            out.style(line, column).format("yyyy-mm-dd hh:mm:ss").set();
        } else if (plain instanceof Number number) {
            out.value(line, column, number);
            if (number instanceof BigDecimal decimal && decimal.scale() > 0) {
                out.style(line, column)
                        .format("#,##0." + "0".repeat(decimal.scale()))
                        .set();
            }
        } else if (plain != null) {
            out.value(line, column, plain.toString());
        }
    }
}
