package org.livelihood.account.statement;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/** Columns of a row as values. */
final class Rows {

    private Rows() {}

    static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    static <I> I id(Readable row, String column, Function<UUID, I> type) {
        return type.apply(required(row, column, UUID.class));
    }

    static <I> @Nullable I idOrNull(Readable row, String column, Function<UUID, I> type) {
        UUID value = row.get(column, UUID.class);
        return value == null ? null : type.apply(value);
    }

    static <E extends Enum<E>> @Nullable E nameOrNull(Readable row, String column, Class<E> type) {
        String name = row.get(column, String.class);
        return name == null ? null : Enum.valueOf(type, name);
    }

    static Money money(Readable row, String column) {
        return new Money(required(row, column, Long.class));
    }

    static Instant time(Readable row, String column) {
        return required(row, column, Instant.class);
    }

    static int integer(Readable row, String column) {
        return required(row, column, Integer.class);
    }

    static Party party(Readable row) {
        return new Party(
                Party.Kind.valueOf(required(row, "party_kind", String.class)), required(row, "party_id", UUID.class));
    }
}
