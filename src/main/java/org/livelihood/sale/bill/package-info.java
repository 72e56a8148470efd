/**
 * Bills of payment providers 对账单: fetched once a day and compared with what stands here. Beside payments, on the
 * seventh step of a sale.
 */
@ApplicationModule(
        id = "bill",
        displayName = "Providers' bills",
        allowedDependencies = {"settings", "kernel", "database", "http", "producer", "payment"})
@NullMarked
package org.livelihood.sale.bill;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
