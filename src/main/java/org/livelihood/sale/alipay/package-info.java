/**
 * Alipay 支付宝: a payment provider through its gateway, with a client of our own. Beside payments, on the seventh step of
 * a sale.
 */
@ApplicationModule(
        id = "alipay",
        displayName = "Alipay",
        allowedDependencies = {"settings", "kernel", "http", "payment", "bill"})
@NullMarked
package org.livelihood.sale.alipay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
