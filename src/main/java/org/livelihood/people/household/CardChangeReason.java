package org.livelihood.people.household;

/** Why a field is another now. */
enum CardChangeReason {
    /** It had been taken wrongly. */
    CORRECTED,
    CHANGED,
    MOVED,
    /** 易地搬迁. */
    RESETTLED,
    MERGED
}
