/**
 * A sale: the live room, the order, the payment.
 *
 * <p>Uses the platform, the books, people and goods.
 */
@NullMarked
package org.livelihood.sale;

import org.jspecify.annotations.NullMarked;
