package org.livelihood.platform.sheet;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Reason;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Component;

/** Reads a cell as what its column holds, in the form that JSON has for it. Cells are never told back. */
@Component
class Cells {

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,9}(\\.0+)?");
    private static final Pattern REGION = Pattern.compile("([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})");
    private static final int REGION_DIGITS = 12;

    private final Headings headings;

    Cells(Headings headings) {
        this.headings = headings;
    }

    /**
     * Null for a blank cell of a column that may be blank.
     *
     * @throws Refusal of the column
     */
    @Nullable
    Object read(Column column, Cell cell) {
        if (cell.type() == Cell.Type.ERROR) {
            throw refused(column, SheetReason.CELL_ERROR);
        }
        if (cell.type() == Cell.Type.NUMBER && cell.text().isEmpty()) {
            throw refused(column, SheetReason.CELL_DIGITS_LOST);
        }
        if (cell.isBlank()) {
            return blank(column);
        }
        return switch (column.kind()) {
            case TEXT -> text(column, cell, TextNormalizer.bare(cell.text()));
            case DIGITS -> text(column, cell, TextNormalizer.narrow(cell.text()).replace(" ", ""));
            case CODE -> code(column, cell.text());
            case DAY -> day(column, cell);
            case WHOLE -> whole(column, TextNormalizer.narrow(cell.text()));
            case REGION -> region(column, TextNormalizer.narrow(cell.text()));
            case FLAG -> flag(column, cell.text());
        };
    }

    private static @Nullable Object blank(Column column) {
        if (column.required()) {
            throw refused(column, SheetReason.CELL_MISSING);
        }
        return null;
    }

    private static String text(Column column, Cell cell, String text) {
        if (cell.type() == Cell.Type.DAY) {
            throw refused(column, SheetReason.CELL_IS_A_DAY);
        }
        return text;
    }

    private String code(Column column, String text) {
        String code = headings.codeOf(column, text);
        if (code == null) {
            throw refused(column, SheetReason.CELL_UNKNOWN_WORD);
        }
        return code;
    }

    private static String day(Column column, Cell cell) {
        try {
            return Days.of(cell.type() == Cell.Type.DAY ? daysOf(cell.text()) : cell.text())
                    .toString();
        } catch (Refusal none) {
            throw refused(column, none.reason());
        }
    }

    /** The hours of a day that is a number are left out. */
    private static String daysOf(String number) {
        return new BigDecimal(number).toBigInteger().toString();
    }

    private static Integer whole(Column column, String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw refused(column, SheetReason.CELL_NOT_WHOLE);
        }
        return new BigDecimal(text).intValueExact();
    }

    /** Lists leave out the zeros of the levels below. */
    private static String region(Column column, String text) {
        if (!REGION.matcher(text).matches()) {
            throw refused(column, SheetReason.CELL_NOT_A_REGION);
        }
        return text + "0".repeat(REGION_DIGITS - text.length());
    }

    private static Boolean flag(Column column, String text) {
        return switch (TextNormalizer.key(text)) {
            case "是", "true", "yes", "y", "1", "√" -> true;
            case "否", "false", "no", "n", "0", "×" -> false;
            default -> throw refused(column, SheetReason.CELL_NOT_YES_OR_NO);
        };
    }

    private static Refusal refused(Column column, Reason reason) {
        return Refusal.ofField(reason, column.name());
    }
}
