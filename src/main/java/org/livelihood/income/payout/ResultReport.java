package org.livelihood.income.payout;

/** @param known rows that an earlier file has said already */
record ResultReport(int confirmed, int failed, int known) {}
