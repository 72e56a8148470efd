/**
 * Hours 工时: one book of when people worked, over all producers, lots and attendance sheets.
 *
 * <p>Under lots and payroll, which write into it what they are told: a day has 24 hours, whoever tells of them.
 */
@ApplicationModule(
        id = "hours",
        displayName = "Hours",
        allowedDependencies = {"database"})
@NullMarked
package org.livelihood.books.hours;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
