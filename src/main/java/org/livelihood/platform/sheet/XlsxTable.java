package org.livelihood.platform.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Refusal;

/**
 * A sheet of a spreadsheet (Office Open XML), read as a stream. Before it is opened, its parts are unpacked once, and
 * counted: none may declare entities, and together they may not be larger than a spreadsheet of the largest list is.
 *
 * @param shift days to add to day numbers, where the workbook counts from 1904
 */
record XlsxTable(Path file, int sheet, int shift) implements Table {

    private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, true);
    private static final long MOST_UNPACKED = 512L << 20;
    private static final long MOST_SHARED = 96L << 20;
    private static final int MOST_PARTS = 1_000;
    private static final int HEAD = 4_096;
    private static final int FROM_1904 = 1_462;
    private static final Pattern FROM_1904_SAID = Pattern.compile("date1904=\"(1|true)\"");
    private static final int EXACT_DIGITS = 15;

    /** Each sheet that can be seen is a way to read the file. */
    static List<XlsxTable> waysToRead(Path file) {
        int shift = checked(file) ? FROM_1904 : 0;
        return orRefuse(() -> {
            try (ReadableWorkbook book = new ReadableWorkbook(file.toFile(), WITH_FORMATS)) {
                return book.getSheets()
                        .map(found -> new XlsxTable(file, found.getIndex(), shift))
                        .toList();
            } catch (IOException malformed) {
                throw new ExcelReaderException(malformed);
            }
        });
    }

    @Override
    public Stream<Line> lines() {
        return orRefuse(() -> {
            try {
                ReadableWorkbook book = new ReadableWorkbook(file.toFile(), WITH_FORMATS);
                return book.getSheet(sheet)
                        .orElseThrow(() -> new ExcelReaderException("no such sheet"))
                        .openStream()
                        .map(this::line)
                        .onClose(() -> close(book));
            } catch (IOException malformed) {
                throw new ExcelReaderException(malformed);
            }
        });
    }

    private static void close(ReadableWorkbook book) {
        try {
            book.close();
        } catch (IOException malformed) {
            throw new ExcelReaderException(malformed);
        }
    }

    private Line line(Row row) {
        List<Cell> cells = new ArrayList<>();
        for (org.dhatim.fastexcel.reader.Cell cell : row) {
            cells.add(cell == null ? Cell.EMPTY : cell(cell));
        }
        return new Line(row.getRowNum(), cells);
    }

    private Cell cell(org.dhatim.fastexcel.reader.Cell cell) {
        return switch (cell.getType()) {
            case EMPTY -> Cell.EMPTY;
            case ERROR -> new Cell("", Cell.Type.ERROR);
            case NUMBER -> number(cell.asNumber(), cell.getDataFormatString());
            case FORMULA -> counted(cell);
            default -> Cell.of(String.valueOf(cell.getValue()));
        };
    }

    /** What a formula came to when the file was saved. */
    private Cell counted(org.dhatim.fastexcel.reader.Cell cell) {
        if (cell.getValue() instanceof BigDecimal number) {
            return number(number, cell.getDataFormatString());
        }
        String raw = cell.getRawValue();
        if (raw == null) {
            return Cell.EMPTY;
        }
        return raw.startsWith("#") ? new Cell("", Cell.Type.ERROR) : Cell.of(raw);
    }

    /** Spreadsheets keep 15 digits of a number: one with more is no longer what was typed. */
    private Cell number(BigDecimal number, @Nullable String format) {
        BigDecimal exact = number.stripTrailingZeros();
        if (isDay(format)) {
            return new Cell(exact.add(BigDecimal.valueOf(shift)).toPlainString(), Cell.Type.DAY);
        }
        boolean lost = exact.precision() - exact.scale() > EXACT_DIGITS;
        return lost ? new Cell("", Cell.Type.NUMBER) : new Cell(exact.toPlainString(), Cell.Type.NUMBER);
    }

    private static boolean isDay(@Nullable String format) {
        if (format == null) {
            return false;
        }
        String bare = format.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", "").toLowerCase(Locale.ROOT);
        return bare.contains("y") || bare.contains("d") && bare.contains("m") || format.contains("年");
    }

    /** Whether days are counted from 1904. */
    private static boolean checked(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> parts = Collections.list(zip.entries());
            if (parts.size() > MOST_PARTS) {
                throw new Refusal(SheetReason.NOT_A_WORKBOOK);
            }
            long unpacked = 0;
            boolean from1904 = false;
            for (ZipEntry part : parts) {
                try (InputStream in = zip.getInputStream(part)) {
                    String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
                    long size = HEAD + skipped(in);
                    unpacked += size;
                    boolean shared = part.getName().endsWith("sharedStrings.xml");
                    requireHarmless(head, unpacked > MOST_UNPACKED || shared && size > MOST_SHARED);
                    from1904 |= part.getName().endsWith("workbook.xml")
                            && FROM_1904_SAID.matcher(head).find();
                }
            }
            return from1904;
        } catch (IOException malformed) {
            throw new Refusal(SheetReason.NOT_A_WORKBOOK);
        }
    }

    private static void requireHarmless(String head, boolean large) {
        if (large || head.contains("<!DOCTYPE")) {
            throw new Refusal(SheetReason.NOT_A_WORKBOOK);
        }
    }

    private static long skipped(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        for (int read = in.read(buffer); read >= 0 && size <= MOST_UNPACKED; read = in.read(buffer)) {
            size += read;
        }
        return size;
    }

    private static <T> T orRefuse(Supplier<T> step) {
        try {
            return step.get();
        } catch (Refusal refusal) {
            throw refusal;
        } catch (RuntimeException malformed) {
            throw new Refusal(SheetReason.NOT_A_WORKBOOK);
        }
    }
}
