package org.livelihood.sale.wechatpay;

import com.wechat.pay.java.core.exception.HttpException;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.exception.ValidationException;
import java.util.Objects;

/** WeChat did not do what it was asked for. Says why in a line: the SDK's own errors hold the whole request. */
final class WechatPayFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    private WechatPayFailure(String code, String message) {
        super("WeChat Pay: " + message, null, false, false);
        this.code = code;
    }

    static WechatPayFailure of(Throwable error) {
        if (error instanceof WechatPayFailure known) {
            return known;
        }
        if (error instanceof ServiceException refused) {
            String code = plain(refused.getErrorCode());
            return new WechatPayFailure(code, refused.getHttpStatusCode() + " " + code);
        }
        if (error instanceof ValidationException || error instanceof IllegalArgumentException) {
            return new WechatPayFailure("", "an answer that is not signed as it must be");
        }
        Throwable cause = error instanceof HttpException && error.getCause() != null ? error.getCause() : error;
        return new WechatPayFailure("", "no answer, " + cause.getClass().getSimpleName());
    }

    static WechatPayFailure saying(String what) {
        return new WechatPayFailure("", what);
    }

    /** WeChat's pages of different years write the same code with underscores and without. */
    private static String plain(String code) {
        return Objects.requireNonNullElse(code, "").replace("_", "");
    }

    boolean is(String wanted) {
        return code.equals(plain(wanted));
    }
}
