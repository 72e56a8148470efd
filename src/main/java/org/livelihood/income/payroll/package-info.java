/**
 * Payroll 工资结算: closes a producer's pay periods, and tops wages up to the legal minimum.
 *
 * <p>Beside the way of a sale: what work is owed does not wait for sales.
 */
@ApplicationModule(
        id = "payroll",
        displayName = "Payroll",
        allowedDependencies = {"kernel", "http", "region", "producer", "hours", "lot", "payable", "linkage", "database"
        })
@NullMarked
package org.livelihood.income.payroll;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
