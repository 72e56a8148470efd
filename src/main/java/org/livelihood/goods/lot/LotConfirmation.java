package org.livelihood.goods.lot;

import org.livelihood.platform.kernel.Money;

/**
 * What an officer confirms of an open lot that goes beyond the limits of what is taken without asking.
 *
 * @param mostPay that the lot may owe
 * @param mostPiecesADay that one person may have made by the piece
 */
public record LotConfirmation(Money mostPay, long mostPiecesADay, String reason) {}
