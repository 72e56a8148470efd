package org.livelihood.income.attribution;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Id;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/** Many rows as one array a column, for statements that write them all at once; and columns of a row as values. */
final class Columns {

    private Columns() {}

    static <T> UUID[] ids(List<T> rows, Function<T, ? extends @Nullable Id> column) {
        UUID[] values = new UUID[rows.size()];
        for (int i = 0; i < values.length; i++) {
            Id id = column.apply(rows.get(i));
            values[i] = id == null ? null : id.value();
        }
        return values;
    }

    static <T> UUID[] partyIds(List<T> rows, Function<T, @Nullable Party> column) {
        UUID[] values = new UUID[rows.size()];
        for (int i = 0; i < values.length; i++) {
            Party party = column.apply(rows.get(i));
            values[i] = party == null ? null : party.id();
        }
        return values;
    }

    static <T> String[] partyKinds(List<T> rows, Function<T, @Nullable Party> column) {
        return texts(rows, row -> {
            Party party = column.apply(row);
            return party == null ? null : party.kind();
        });
    }

    /** Each value as text, null as null: enums by name, times in ISO 8601. */
    static <T> String[] texts(List<T> rows, Function<T, ? extends @Nullable Object> column) {
        String[] values = new String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = column.apply(rows.get(i));
            values[i] = value == null ? null : value.toString();
        }
        return values;
    }

    static <T> Long[] fen(List<T> rows, Function<T, Money> column) {
        return rows.stream().map(row -> column.apply(row).fen()).toArray(Long[]::new);
    }

    static <T> Long[] longs(List<T> rows, Function<T, Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    static <T> Integer[] integers(List<T> rows, Function<T, @Nullable Integer> column) {
        Integer[] values = new Integer[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        return values;
    }

    static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    static Money money(Readable row, String column) {
        return new Money(required(row, column, Long.class));
    }

    static <I> @Nullable I id(Readable row, String column, Function<UUID, I> type) {
        UUID value = row.get(column, UUID.class);
        return value == null ? null : type.apply(value);
    }

    static @Nullable Party party(Readable row, String kindColumn, String idColumn) {
        String kind = row.get(kindColumn, String.class);
        return kind == null ? null : new Party(Party.Kind.valueOf(kind), required(row, idColumn, UUID.class));
    }
}
