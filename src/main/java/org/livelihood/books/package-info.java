/**
 * The books: double entry, what is owed, and when people worked.
 *
 * <p>Uses the platform.
 */
@NullMarked
package org.livelihood.books;

import org.jspecify.annotations.NullMarked;
