/**
 * Gives account: statements, indicators, traces, checks and the log that proves them.
 *
 * <p>Last on the way; reads the tables of all areas and writes to none of them.
 */
@NullMarked
package org.livelihood.account;

import org.jspecify.annotations.NullMarked;
