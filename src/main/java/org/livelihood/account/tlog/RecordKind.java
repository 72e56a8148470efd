package org.livelihood.account.tlog;

import java.util.Locale;

/**
 * What becomes a leaf; all kinds stand in the table {@code tlog_kind}, and nothing else knows how many there are.
 *
 * @param name such as JOURNAL
 * @param standing a person's decision, which holds on: it is compared with its leaf whenever it was recorded
 * @param replaced whether a later revision takes the place of an earlier one, of which only the leaf is left
 */
record RecordKind(String name, boolean standing, boolean replaced) {

    /** Journals hold what all of a producer's households are paid: auditors alone see them. */
    static final String JOURNAL = "JOURNAL";

    /** The view that gives the canonical text of what stands in the tables now. */
    String view() {
        return "tlog_" + name.toLowerCase(Locale.ROOT);
    }
}
