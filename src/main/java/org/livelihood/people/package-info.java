/**
 * Who is who and belongs where on a day: regions, households, producers, training, assets, industries.
 *
 * <p>Where a sale begins and where it ends. Uses the platform and the books.
 */
@NullMarked
package org.livelihood.people;

import org.jspecify.annotations.NullMarked;
