package org.livelihood.platform.sheet;

/** What stands in a file at one place. */
record Cell(String text, Type type) {

    static final Cell EMPTY = new Cell("", Type.TEXT);

    /** What the file says of it. */
    enum Type {
        TEXT,
        NUMBER,
        /** A number that is shown as a day. */
        DAY,
        /** What a formula could not count. */
        ERROR
    }

    static Cell of(String text) {
        return text.isEmpty() ? EMPTY : new Cell(text, Type.TEXT);
    }

    boolean isBlank() {
        return type != Type.ERROR && TextNormalizer.strip(text).isEmpty();
    }
}
