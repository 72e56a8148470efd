/**
 * What is made: the agreement, what it owes whom, the shelf, the stock and the lots that households worked on.
 *
 * <p>Before a sale. Uses the platform, the books and people.
 */
@NullMarked
package org.livelihood.goods;

import org.jspecify.annotations.NullMarked;
