package org.livelihood.sale.payment;

/** How a buyer gets to pay: which front end she has, and what it does with the provider's answer. */
public enum PaymentMethod {
    /** A page of the provider in a browser: the front end opens {@code cashierUrl}. */
    PAGE,
    /** A page that opens the provider's app from a phone's browser: WeChat's H5, Alipay's wap. */
    MOBILE_PAGE,
    /**
     * A code that the provider's app scans: the front end draws {@code launch.code}. WeChat's Native, Alipay's
     * precreate.
     */
    QR_CODE,
    /** The provider's client inside our own app gets {@code launch.orderString}: Alipay. */
    APP,
    /**
     * Inside WeChat, a mini program or a page: {@code launch} is what {@code wx.requestPayment} takes. Needs her
     * openid.
     */
    JSAPI
}
