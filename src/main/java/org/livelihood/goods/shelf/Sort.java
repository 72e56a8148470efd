package org.livelihood.goods.shelf;

/** In which order listings come; those that are equal by it, the newest first. */
enum Sort {
    /**
     * What fits best what is looked for: the title itself, then those that begin so, then where it is the larger part
     * of the title. Without words, the newest.
     */
    BEST("""
            CAST(CASE WHEN name = :text THEN 2000 WHEN starts_with(name, :text) THEN 1000 ELSE 0 END
                 + least(999, 999 * char_length(:text) / greatest(1, char_length(name))) AS bigint)""", true),
    NEWEST("listed_at", true),
    PRICE_UP("from_price_fen", false),
    PRICE_DOWN("from_price_fen", true),
    /** What was sold most. */
    SOLD("sold", true);

    private final String key;
    private final boolean falling;

    Sort(String key, boolean falling) {
        this.key = key;
        this.falling = falling;
    }

    /** What is sorted by, in SQL. */
    String key() {
        return key;
    }

    boolean isTime() {
        return this == NEWEST;
    }

    String direction() {
        return falling ? "DESC" : "ASC";
    }

    /** How the place of what comes later compares. */
    String later() {
        return falling ? "<" : ">";
    }
}
