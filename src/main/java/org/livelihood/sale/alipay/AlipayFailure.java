package org.livelihood.sale.alipay;

import java.util.Locale;

/** Alipay did not do what it was asked for: says why in a line, with nothing of the request. */
final class AlipayFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    private AlipayFailure(String code, String message) {
        super("Alipay: " + message, null, false, false);
        this.code = code;
    }

    /** @param subCode of the business: ACQ.TRADE_NOT_EXIST; empty where it has none */
    static AlipayFailure answered(String code, String subCode) {
        return new AlipayFailure(subCode, code + " " + subCode);
    }

    static AlipayFailure saying(String what) {
        return new AlipayFailure("", what);
    }

    /** Its codes come with prefixes and without. */
    boolean is(String... anyOf) {
        for (String one : anyOf) {
            if (code.toUpperCase(Locale.ROOT).contains(one)) {
                return true;
            }
        }
        return false;
    }
}
