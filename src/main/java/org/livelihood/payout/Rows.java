package org.livelihood.payout;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.Party;

/** Columns of a row as values, and many values as one array. */
final class Rows {

    private Rows() {}

    static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    static UUID id(Readable row, String column) {
        return required(row, column, UUID.class);
    }

    static Money money(Readable row, String column) {
        return new Money(required(row, column, Long.class));
    }

    static Party party(Readable row) {
        return new Party(Party.Kind.valueOf(required(row, "party_kind", String.class)), id(row, "party_id"));
    }

    static <T> UUID[] ids(List<T> rows, Function<T, UUID> column) {
        return rows.stream().map(column).toArray(UUID[]::new);
    }

    static <T> String[] texts(List<T> rows, Function<T, ?> column) {
        return rows.stream().map(row -> String.valueOf(column.apply(row))).toArray(String[]::new);
    }

    static <T> Long[] fen(List<T> rows, Function<T, Money> column) {
        return rows.stream().map(row -> column.apply(row).fen()).toArray(Long[]::new);
    }

    static <T> Integer[] integers(List<T> rows, Function<T, Integer> column) {
        return rows.stream().map(column).toArray(Integer[]::new);
    }
}
