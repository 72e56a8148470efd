package org.livelihood.goods.lot;

/**
 * @param mostPayPercent of a lot's units at their list price, for all but hours
 * @param mostWithHoursPercent of the same, with hours
 */
record LotLimits(int mostPayPercent, int mostWithHoursPercent, long mostPiecesADay) {}
