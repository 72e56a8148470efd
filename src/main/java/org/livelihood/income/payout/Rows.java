package org.livelihood.income.payout;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Party;

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

    static @Nullable OrderLineId line(Readable row) {
        UUID line = row.get("line_id", UUID.class);
        return line == null ? null : new OrderLineId(line);
    }

    static <T> UUID[] ids(List<T> rows, Function<T, UUID> column) {
        return rows.stream().map(column).toArray(UUID[]::new);
    }

    static <T> UUID[] idsOrNull(List<T> rows, Function<T, @Nullable UUID> column) {
        UUID[] values = new UUID[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        return values;
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
