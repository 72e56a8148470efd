/**
 * Payables 应付: everything owed that is not created by a single sale.
 *
 * <p>Wages, purchases and rent of sealed lots, hosts' wages, minimum wages and dividends; each is created once.
 */
@ApplicationModule(
        id = "payable",
        displayName = "Payables",
        allowedDependencies = {"kernel", "ledger", "database"})
@NullMarked
package org.livelihood.books.payable;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
