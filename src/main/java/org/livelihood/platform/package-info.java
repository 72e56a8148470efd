/**
 * What every area stands on and no sale is seen in: words, settings, HTTP, the database, who calls, files of rows.
 *
 * <p>First area: uses nothing of the others.
 */
@NullMarked
package org.livelihood.platform;

import org.jspecify.annotations.NullMarked;
