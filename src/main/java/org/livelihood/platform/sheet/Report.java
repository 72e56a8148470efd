package org.livelihood.platform.sheet;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a file. Nothing of what stood in it is told back but places.
 *
 * @param encoding in which the file was read: {@code UTF-8}, {@code GB18030}, {@code XLSX}
 * @param dryRun true when nothing was kept: this is what would become of it
 * @param taken rows that are new, changed or the same
 * @param ignoredColumns places, from 1, of columns that are not known here
 * @param mostRows rows that such a file may have
 * @param mostBytes bytes that such a file may have
 * @param rows all rows; of a long file those that are not new and not the same, and not more than can be read
 * @param rowsLeftOut how many rows are counted, but not listed
 */
public record Report(
        String encoding,
        boolean dryRun,
        int taken,
        int added,
        int changed,
        int same,
        int refused,
        List<Integer> ignoredColumns,
        int mostRows,
        int mostBytes,
        List<RowResult> rows,
        int rowsLeftOut) {

    /**
     * @param row number of the row, the first one under the heading is 1
     * @param line of the file
     * @param changed columns that are other than before
     * @param column that is to blame, null where none is
     * @param code of the first problem, null when the row was taken
     * @param detail the problem in the reader's language
     * @param problems all that was found wrong
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RowResult(
            int row,
            int line,
            boolean taken,
            Outcome.Kind result,
            @Nullable List<String> changed,
            @Nullable String column,
            @Nullable String code,
            @Nullable String detail,
            @Nullable List<CellProblem> problems) {}

    /** @param column null where no single one is to blame */
    public record CellProblem(@Nullable String column, String code, String detail) {}
}
