package org.livelihood.platform.sheet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Refusal;

/** What the rows of one file have said so far of the same things. */
final class RepeatedFacts {

    /** The row that said it first, and what it said. */
    private record First(int row, List<String> values) {}

    private final ImportForm<?> form;
    private final Map<List<String>, First> first = new HashMap<>();

    RepeatedFacts(ImportForm<?> form) {
        this.form = form;
    }

    /**
     * Notes what a row says.
     *
     * @param cells what stands in its columns, as it was read
     * @throws Refusal CONTRADICTS_ROW with the row that said something else
     */
    void note(int row, Map<String, @Nullable Object> cells) {
        for (ImportForm.Fact fact : form.facts()) {
            List<String> of = List.of(fact.of(), text(cells, fact.of()));
            List<String> values =
                    fact.columns().stream().map(column -> text(cells, column)).toList();
            First said = first.putIfAbsent(of, new First(row, values));
            for (int i = 0; said != null && i < values.size(); i++) {
                if (!said.values().get(i).equals(values.get(i))) {
                    throw Refusal.ofField(
                            SheetReason.CONTRADICTS_ROW, fact.columns().get(i), said.row());
                }
            }
        }
    }

    private static String text(Map<String, @Nullable Object> cells, String column) {
        return Objects.toString(cells.get(column), "");
    }
}
