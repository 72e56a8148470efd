package org.livelihood.platform.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a file of one kind holds.
 *
 * @param name by which its template is found
 * @param path where the file is sent
 * @param row the record that a row becomes: the one that JSON becomes too, so that both have the same limits
 * @param mostRows rows that a file may have
 * @param mostBytes bytes that a file may have
 * @param facts what one file may say only once
 */
public record ImportForm<T>(
        String name, String path, Class<T> row, List<Column> columns, int mostRows, int mostBytes, List<Fact> facts) {

    /** Rows that are alike in one column must be alike in others: two members of a household in what it is. */
    public record Fact(String of, List<String> columns) {

        public Fact {
            columns = List.copyOf(columns);
        }
    }

    private static final int USUAL_ROWS = 5_000;
    private static final int USUAL_BYTES = 8 << 20;

    public ImportForm {
        columns = List.copyOf(columns);
        facts = List.copyOf(facts);
    }

    public static <T> ImportForm<T> of(String name, String path, Class<T> row, Column... columns) {
        return new ImportForm<>(name, path, row, List.of(columns), USUAL_ROWS, USUAL_BYTES, List.of());
    }

    public ImportForm<T> upTo(int rows, int bytes) {
        return new ImportForm<>(name, path, row, columns, rows, bytes, facts);
    }

    /** Rows that are alike in a column must be alike in these. */
    public ImportForm<T> once(String of, String... others) {
        List<Fact> more = new ArrayList<>(facts);
        more.add(new Fact(of, List.of(others)));
        return new ImportForm<>(name, path, row, columns, mostRows, mostBytes, more);
    }

    /** The column that holds a property, said in full or by its last name. */
    Optional<Column> holding(String property) {
        return columns.stream()
                .filter(column -> column.name().equals(property)
                        || column.property().equals(property)
                        || column.property().endsWith("." + property))
                .findFirst();
    }

    String template() {
        return "/api/v1/imports/" + name + "/template";
    }
}
