package org.livelihood.sale.wechatpay;

import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.util.PemUtil;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.livelihood.platform.http.OwnAddress;
import org.livelihood.platform.settings.CannotStart;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Sets WeChat Pay up where the merchant's account is given; keys that cannot be used are told at the start. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${livelihood.wechatpay.merchant:}'.isBlank()")
class WechatPayConfiguration {

    private static final String HTTPS = "https://";
    private static final int API_KEY_BYTES = 32;

    @Bean
    WechatPayProvider wechatPayProvider(WechatPaySettings settings, OwnAddress address, Clock clock, JsonMapper json) {
        String path = "/api/v1/payments/notifications/" + WechatPayProvider.NAME;
        return provider(settings, () -> address.ofBrowsers() + path, clock, json);
    }

    @Bean
    WechatBills wechatBills(WechatPaySettings settings) {
        return bills(settings);
    }

    static WechatBills bills(WechatPaySettings settings) {
        requireWhole(settings);
        return new WechatBills(settings, account(settings));
    }

    /** @param notices the address that WeChat tells payments and refunds to */
    static WechatPayProvider provider(
            WechatPaySettings settings, Supplier<String> notices, Clock clock, JsonMapper json) {
        requireWhole(settings);
        requireHttps(settings, notices.get());
        WechatPayClient client = new WechatPayClient(settings, account(settings), notices);
        PlatformKeys keys = new PlatformKeys(settings, client, clock);
        return new WechatPayProvider(client, new WechatPayNotices(settings, keys, clock, json));
    }

    /** WeChat opens no payment whose notices would go elsewhere; a server for trials may. */
    private static void requireHttps(WechatPaySettings settings, String notices) {
        if (settings.address().startsWith(HTTPS) && !notices.startsWith(HTTPS)) {
            throw new CannotStart("LIVELIHOOD_PUBLIC_URL must be https, for WeChat Pay tells payments there");
        }
    }

    private static void requireWhole(WechatPaySettings settings) {
        Map<String, Boolean> given = new TreeMap<>(Map.of(
                "LIVELIHOOD_WECHATPAY_APP",
                !settings.app().isBlank(),
                "LIVELIHOOD_WECHATPAY_SERIAL",
                !settings.serial().isBlank(),
                "LIVELIHOOD_WECHATPAY_PRIVATE_KEY",
                settings.privateKey().isSet(),
                "LIVELIHOOD_WECHATPAY_API_KEY",
                settings.apiKey().isSet(),
                "LIVELIHOOD_WECHATPAY_PUBLIC_KEY_ID",
                !settings.publicKeyId().isBlank(),
                "LIVELIHOOD_WECHATPAY_PUBLIC_KEY",
                settings.publicKey().isSet()));
        String missing = given.entrySet().stream()
                .filter(entry -> !entry.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new CannotStart("LIVELIHOOD_WECHATPAY_MERCHANT is set, so these must be too: " + missing);
        }
        if (settings.apiKey().value().getBytes(StandardCharsets.UTF_8).length != API_KEY_BYTES) {
            throw new CannotStart(
                    "LIVELIHOOD_WECHATPAY_API_KEY must be the 32 characters that the merchant's console shows");
        }
    }

    private static RSAPublicKeyConfig account(WechatPaySettings settings) {
        return new RSAPublicKeyConfig.Builder()
                .merchantId(settings.merchant())
                .merchantSerialNumber(settings.serial())
                .privateKey(key(
                        "LIVELIHOOD_WECHATPAY_PRIVATE_KEY",
                        () -> PemUtil.loadPrivateKeyFromString(
                                settings.privateKey().value())))
                .publicKeyId(settings.publicKeyId())
                .publicKey(key(
                        "LIVELIHOOD_WECHATPAY_PUBLIC_KEY",
                        () -> PemUtil.loadPublicKeyFromString(
                                settings.publicKey().value())))
                .apiV3Key(settings.apiKey().value())
                .build();
    }

    private static <T> T key(String name, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException notAKey) {
            throw new CannotStart(name + " must be an RSA key as PEM (PKCS #8), or its base64 in one line");
        }
    }
}
