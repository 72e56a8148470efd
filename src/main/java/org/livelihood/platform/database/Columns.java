package org.livelihood.platform.database;

import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Id;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.springframework.r2dbc.core.Parameter;

/** Many rows as one array a column, for statements that write them all at once; null stays NULL. */
public final class Columns {

    private Columns() {}

    public static <T> UUID[] uuids(Collection<T> rows, Function<T, @Nullable UUID> column) {
        return rows.stream().map(column).toArray(UUID[]::new);
    }

    public static <T> UUID[] ids(Collection<T> rows, Function<T, ? extends @Nullable Id> column) {
        return uuids(rows, row -> {
            Id id = column.apply(row);
            return id == null ? null : id.value();
        });
    }

    public static <T> UUID[] partyIds(Collection<T> rows, Function<T, @Nullable Party> column) {
        return uuids(rows, row -> {
            Party party = column.apply(row);
            return party == null ? null : party.id();
        });
    }

    public static <T> String[] partyKinds(Collection<T> rows, Function<T, @Nullable Party> column) {
        return texts(rows, row -> {
            Party party = column.apply(row);
            return party == null ? null : party.kind();
        });
    }

    /** Each value as text, null as null: enums by name, times in ISO 8601. */
    public static <T> String[] texts(Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
        return rows.stream()
                .map(row -> {
                    Object value = column.apply(row);
                    return value == null ? null : value.toString();
                })
                .toArray(String[]::new);
    }

    public static <T> Long[] fen(Collection<T> rows, Function<T, Money> column) {
        return rows.stream().map(row -> column.apply(row).fen()).toArray(Long[]::new);
    }

    public static <T> Long[] longs(Collection<T> rows, Function<T, Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    public static <T> Integer[] integers(Collection<T> rows, Function<T, @Nullable Integer> column) {
        return rows.stream().map(column).toArray(Integer[]::new);
    }

    /** One id, or the null of its type. For other values: {@link Parameter#fromOrEmpty}. */
    public static Parameter idOrNull(@Nullable Id id) {
        return Parameter.fromOrEmpty(id == null ? null : id.value(), UUID.class);
    }

    /** One amount in fen, or the null of its type. */
    public static Parameter fenOrNull(@Nullable Money amount) {
        return Parameter.fromOrEmpty(amount == null ? null : amount.fen(), Long.class);
    }

    /** The name of one of an enum's values, or the null of a text. */
    public static Parameter nameOrNull(@Nullable Enum<?> value) {
        return Parameter.fromOrEmpty(value == null ? null : value.name(), String.class);
    }
}
