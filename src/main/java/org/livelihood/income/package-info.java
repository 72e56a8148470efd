/**
 * What a sale brings to whom: split to the fen, dividends and wages of periods, and paid out.
 *
 * <p>After a sale. Uses all areas before it.
 */
@NullMarked
package org.livelihood.income;

import org.jspecify.annotations.NullMarked;
