package org.livelihood.platform.database;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/** Columns of a row as values. A column that may be NULL is asked for by a method that says so. */
public final class Rows {

    private Rows() {}

    /** The column's value, which is never NULL. */
    public static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    public static UUID uuid(Readable row, String column) {
        return required(row, column, UUID.class);
    }

    public static String text(Readable row, String column) {
        return required(row, column, String.class);
    }

    public static long number(Readable row, String column) {
        return required(row, column, Long.class);
    }

    public static int integer(Readable row, String column) {
        return required(row, column, Integer.class);
    }

    public static boolean flag(Readable row, String column) {
        return required(row, column, Boolean.class);
    }

    public static Instant time(Readable row, String column) {
        return required(row, column, Instant.class);
    }

    public static LocalDate day(Readable row, String column) {
        return required(row, column, LocalDate.class);
    }

    /** A column of fen. */
    public static Money money(Readable row, String column) {
        return new Money(number(row, column));
    }

    /** A column of fen that may be NULL. */
    public static @Nullable Money moneyOrNull(Readable row, String column) {
        Long fen = row.get(column, Long.class);
        return fen == null ? null : new Money(fen);
    }

    public static <I> I id(Readable row, String column, Function<UUID, I> type) {
        return type.apply(uuid(row, column));
    }

    public static <I> @Nullable I idOrNull(Readable row, String column, Function<UUID, I> type) {
        UUID value = row.get(column, UUID.class);
        return value == null ? null : type.apply(value);
    }

    /** A column that holds the name of an enum's constant. */
    public static <E extends Enum<E>> E name(Readable row, String column, Class<E> type) {
        return Enum.valueOf(type, text(row, column));
    }

    public static <E extends Enum<E>> @Nullable E nameOrNull(Readable row, String column, Class<E> type) {
        String name = row.get(column, String.class);
        return name == null ? null : Enum.valueOf(type, name);
    }

    /** The columns party_kind and party_id. */
    public static Party party(Readable row) {
        return party(row, "party_kind", "party_id");
    }

    /** A party in two columns. */
    public static Party party(Readable row, String kindColumn, String idColumn) {
        return new Party(name(row, kindColumn, Party.Kind.class), uuid(row, idColumn));
    }

    /** A party in two columns, both NULL where there is none. */
    public static @Nullable Party partyOrNull(Readable row, String kindColumn, String idColumn) {
        Party.Kind kind = nameOrNull(row, kindColumn, Party.Kind.class);
        return kind == null ? null : new Party(kind, uuid(row, idColumn));
    }
}
