/**
 * The bank's files 银行文件: payment orders as a bank reads them, and its results; CSV, ISO 20022 pain.001 and pain.002.
 * Pure.
 *
 * <p>Under the payouts, which record who was given a file and what its results moved.
 */
@ApplicationModule(
        id = "bank",
        displayName = "Bank files",
        allowedDependencies = {"kernel", "sheet", "household"})
@NullMarked
package org.livelihood.income.bank;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
