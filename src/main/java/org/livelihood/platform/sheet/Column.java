package org.livelihood.platform.sheet;

import org.jspecify.annotations.Nullable;

/**
 * A column of a file that is brought.
 *
 * @param name as programs write it: {@code id_number}; headings in two languages and their other names stand in
 *     {@code messages/sheet.properties}
 * @param property of the record that a row becomes: {@code member.idNumber}
 * @param required whether the column must be there, and a cell of it filled
 * @param codes the words that may stand in it, for {@link Kind#CODE}
 * @param example a cell of the template
 */
public record Column(
        String name,
        String property,
        Kind kind,
        boolean required,
        @Nullable Class<? extends Enum<?>> codes,
        String example) {

    /** How a cell is read. */
    public enum Kind {
        TEXT,
        /** Digits that are no number: an ID number, an account. */
        DIGITS,
        /** One of a few words, in the program's or the reader's language. */
        CODE,
        DAY,
        WHOLE,
        /** 2, 4, 6, 9 or 12 digits. */
        REGION,
        FLAG
    }

    public static Column of(String name, String property, Kind kind, String example) {
        return new Column(name, property, kind, true, null, example);
    }

    public static <E extends Enum<E>> Column code(String name, String property, Class<E> codes, E example) {
        return new Column(name, property, Kind.CODE, true, codes, example.name());
    }

    public Column optional() {
        return new Column(name, property, kind, false, codes, example);
    }
}
