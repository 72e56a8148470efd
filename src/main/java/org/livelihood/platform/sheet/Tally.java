package org.livelihood.platform.sheet;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.livelihood.platform.sheet.Report.CellProblem;
import org.livelihood.platform.sheet.Report.RowResult;

/** Counts what becomes of the rows of one file, one after the other. */
final class Tally {

    private static final int MOST_LISTED = 5_000;

    private final Map<Outcome.Kind, Integer> counts = new EnumMap<>(Outcome.Kind.class);
    private final List<RowResult> listed = new ArrayList<>();
    private int rows;

    void add(Row<?> row, Outcome outcome, List<String> changedColumns, List<CellProblem> problems) {
        rows++;
        counts.merge(outcome.kind(), 1, Integer::sum);
        boolean dull = outcome.kind() == Outcome.Kind.NEW || outcome.kind() == Outcome.Kind.SAME;
        if (listed.size() >= MOST_LISTED && !dull) {
            makeRoom();
        }
        if (listed.size() < MOST_LISTED) {
            listed.add(result(row, outcome, changedColumns, problems));
        }
    }

    /** Of a long file, what went as it should is left out first. */
    private void makeRoom() {
        listed.removeIf(row -> row.result() == Outcome.Kind.NEW || row.result() == Outcome.Kind.SAME);
    }

    private static RowResult result(Row<?> row, Outcome outcome, List<String> changed, List<CellProblem> problems) {
        boolean taken = outcome.kind() != Outcome.Kind.REFUSED;
        CellProblem first = problems.isEmpty() ? null : problems.get(0);
        return new RowResult(
                row.number(),
                row.line(),
                taken,
                outcome.kind(),
                changed.isEmpty() ? null : changed,
                first == null ? null : first.column(),
                first == null ? null : first.code(),
                first == null ? null : first.detail(),
                problems.isEmpty() ? null : problems);
    }

    Report report(String encoding, boolean dryRun, ColumnMapping mapping, ImportForm<?> form) {
        int refused = count(Outcome.Kind.REFUSED);
        return new Report(
                encoding,
                dryRun,
                rows - refused,
                count(Outcome.Kind.NEW),
                count(Outcome.Kind.CHANGED),
                count(Outcome.Kind.SAME),
                refused,
                mapping.ignored(),
                form.mostRows(),
                form.mostBytes(),
                List.copyOf(listed),
                rows - listed.size());
    }

    private int count(Outcome.Kind kind) {
        return counts.getOrDefault(kind, 0);
    }
}
