package org.livelihood.audit;

import java.util.List;
import java.util.Map;

/** Of each table what an auditor has of it: a leaf of the log, a check that recomputes it, or why it needs neither. */
final class Records {

    /** Columns of decisions that are no part of their leaves, each with what holds them. */
    private static final Map<String, List<String>> LEFT_OUT = Map.of();

    private Records() {}

    static List<String> leftOut(String table) {
        return LEFT_OUT.getOrDefault(table, List.of());
    }
}
