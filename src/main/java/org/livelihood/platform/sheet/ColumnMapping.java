package org.livelihood.platform.sheet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.livelihood.platform.kernel.Refusal;

/**
 * Where the columns of a form stand in a table.
 *
 * @param header the line that names the columns
 * @param places column by place
 * @param width how many cells that line has
 * @param unnamed places without a heading
 * @param ignored places, from 1, with a heading that the form does not know
 */
record ColumnMapping(
        Table table, int header, Map<Integer, Column> places, int width, Set<Integer> unnamed, List<Integer> ignored) {

    private static final int LINES_LOOKED_AT = 20;

    /**
     * Finds the heading among the first lines of any of the tables, under whatever titles stand over it.
     *
     * @throws Refusal COLUMNS_MISSING, COLUMN_TWICE, NOT_A_TABLE
     */
    static ColumnMapping find(List<? extends Table> tables, ImportForm<?> form, Map<String, Column> known) {
        List<Refusal> failures = new ArrayList<>();
        Optional<ColumnMapping> best = tables.stream()
                .flatMap(table -> heads(table, known, failures).stream())
                .filter(layout -> !layout.places().isEmpty())
                .max(Comparator.comparingInt(layout -> layout.places().size()));
        if (best.isEmpty() && !failures.isEmpty()) {
            throw failures.get(0);
        }
        Set<Column> present =
                best.map(layout -> new HashSet<>(layout.places().values())).orElseGet(HashSet::new);
        List<String> missing = form.columns().stream()
                .filter(column -> column.required() && !present.contains(column))
                .map(Column::name)
                .toList();
        if (!missing.isEmpty()) {
            throw new Refusal(SheetReason.COLUMNS_MISSING, String.join(", ", missing), form.template());
        }
        return best.filter(layout -> layout.places().size() == present.size())
                .orElseThrow(() -> new Refusal(SheetReason.COLUMN_TWICE, form.template()));
    }

    /** The first lines, each as if it were the heading; what cannot be read as a table at all is noted. */
    private static List<ColumnMapping> heads(Table table, Map<String, Column> known, List<Refusal> failures) {
        List<ColumnMapping> heads = new ArrayList<>();
        try (Stream<Line> lines = table.lines()) {
            Iterator<Line> first = lines.iterator();
            while (heads.size() < LINES_LOOKED_AT && first.hasNext()) {
                heads.add(of(table, first.next(), known));
            }
        } catch (Refusal malformed) {
            failures.add(malformed);
        }
        return heads;
    }

    private static ColumnMapping of(Table table, Line line, Map<String, Column> known) {
        Map<Integer, Column> places = new HashMap<>();
        Set<Integer> unnamed = new HashSet<>();
        List<Integer> ignored = new ArrayList<>();
        for (int place = 0; place < line.cells().size(); place++) {
            Column column = known.get(TextNormalizer.key(line.at(place).text()));
            if (column != null) {
                places.put(place, column);
            } else if (line.at(place).isBlank()) {
                unnamed.add(place);
            } else {
                ignored.add(place + 1);
            }
        }
        return new ColumnMapping(table, line.number(), places, line.cells().size(), unnamed, ignored);
    }

    /** The lines under the heading that hold anything. */
    Stream<Line> rows() {
        return table.lines().filter(line -> line.number() > header && !line.isBlank());
    }

    /** Whether something stands where no column is. */
    boolean isShifted(Line line) {
        for (int place = 0; place < line.cells().size(); place++) {
            boolean stray = place >= width || unnamed.contains(place);
            if (stray && !line.at(place).isBlank()) {
                return true;
            }
        }
        return false;
    }
}
