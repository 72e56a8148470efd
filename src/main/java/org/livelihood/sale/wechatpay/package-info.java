/**
 * WeChat Pay 微信支付, API v3: a payment provider through its SDK. Beside payments, on the seventh step of a sale.
 *
 * <p>What the SDK leaves open is closed here: notices have to be fresh, a certificate is fetched when a notice names
 * one that is not known, and no request is sent twice behind our back.
 */
@ApplicationModule(
        id = "wechatpay",
        displayName = "WeChat Pay",
        allowedDependencies = {"settings", "kernel", "http", "payment", "bill"})
@NullMarked
package org.livelihood.sale.wechatpay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
