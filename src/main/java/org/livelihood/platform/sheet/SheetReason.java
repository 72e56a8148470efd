package org.livelihood.platform.sheet;

import org.livelihood.platform.kernel.Reason;

/** Why a file, or a cell of it, is refused. */
public enum SheetReason implements Reason {
    /** The file declares a charset in which it is not written. */
    OTHER_ENCODING(Kind.INVALID),
    UNKNOWN_ENCODING(Kind.INVALID),
    NOT_A_TABLE(Kind.INVALID),
    NOT_A_WORKBOOK(Kind.INVALID),
    OLD_WORKBOOK(Kind.UNSUPPORTED),
    COLUMNS_MISSING(Kind.INVALID),
    COLUMN_TWICE(Kind.INVALID),
    NO_ROWS(Kind.INVALID),
    NO_SUCH_FORM(Kind.NOT_FOUND),
    TOO_MANY_ROWS(Kind.TOO_LARGE),
    TOO_LARGE(Kind.TOO_LARGE),
    MORE_CELLS(Kind.INVALID),
    CONTRADICTS_ROW(Kind.CONFLICT),
    CELL_MISSING(Kind.INVALID),
    CELL_ERROR(Kind.INVALID),
    CELL_IS_A_DAY(Kind.INVALID),
    CELL_DIGITS_LOST(Kind.INVALID),
    CELL_NOT_A_DAY(Kind.INVALID),
    CELL_DAY_IN_DOUBT(Kind.INVALID),
    CELL_NOT_WHOLE(Kind.INVALID),
    CELL_NOT_A_REGION(Kind.INVALID),
    CELL_NOT_YES_OR_NO(Kind.INVALID),
    CELL_UNKNOWN_WORD(Kind.INVALID);

    private final Kind kind;

    SheetReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
