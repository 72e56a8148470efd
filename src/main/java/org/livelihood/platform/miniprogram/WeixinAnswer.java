package org.livelihood.platform.miniprogram;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer of WeChat's: it has status 200 whatever it says, and {@code errcode} is absent or zero where all went well.
 * What is not named here, such as {@code session_key}, is read over and never kept.
 */
sealed interface WeixinAnswer {

    Logger LOG = LoggerFactory.getLogger(WeixinAnswer.class);

    /** WeChat counts by the minute. */
    long SECONDS_TO_WAIT = 60;

    @Nullable
    Integer errcode();

    /** Of code2session. */
    record Session(@Nullable Integer errcode, @Nullable String openid) implements WeixinAnswer {}

    /** Of stable_token. */
    record Token(
            @Nullable Integer errcode,
            @JsonProperty("access_token") @Nullable String text,
            @JsonProperty("expires_in") long seconds)
            implements WeixinAnswer {}

    /** Of getuserphonenumber. */
    record Phone(
            @Nullable Integer errcode,
            @JsonProperty("phone_info") @Nullable PhoneInfo info) implements WeixinAnswer {}

    /** @param countryCode comes as a number, too */
    record PhoneInfo(
            @Nullable String purePhoneNumber,
            @Nullable String countryCode,
            @Nullable Watermark watermark) {}

    /** @param appid the app that the number was given to */
    record Watermark(@Nullable String appid) {}

    /** The access token that was sent is not the app's any more. */
    final class StaleToken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        StaleToken() {
            super("WeChat does not take the access token", null, false, false);
        }
    }

    /**
     * @throws Refusal or {@link StaleToken} where WeChat did not do what it was asked for. A code that is not known is
     *     most likely a fault of our settings: it is told in the log.
     */
    default void requireDone() {
        Integer code = errcode();
        if (code != null && code != 0) {
            throw meaning(code);
        }
    }

    private static RuntimeException meaning(int errcode) {
        return switch (errcode) {
            case 40029, 40163 -> Refusal.ofField(MiniProgramReason.BAD_CODE, "code");
            case 45011 -> new Refusal(MiniProgramReason.TOO_OFTEN, SECONDS_TO_WAIT);
            case 40226 -> new Refusal(MiniProgramReason.BLOCKED);
            case 40001, 40014, 42001 -> new StaleToken();
            case -1 -> unavailable();
            default -> {
                LOG.warn("WeChat answered with errcode {}", errcode);
                yield unavailable();
            }
        };
    }

    static Refusal unavailable() {
        return new Refusal(MiniProgramReason.WEIXIN_UNAVAILABLE);
    }
}
