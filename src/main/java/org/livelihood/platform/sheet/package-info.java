/**
 * Files of rows, both ways: what clerks bring, as CSV or as a spreadsheet, and what is given to hand in.
 *
 * <p>Under all features.
 *
 * <p>Many files: two formats to read, three to write, and the forms between.
 */
@ApplicationModule(
        id = "sheet",
        displayName = "Sheets",
        allowedDependencies = {"kernel", "http"})
@NullMarked
package org.livelihood.platform.sheet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
