package org.livelihood.sale.alipay;

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

/** Sets Alipay up where the merchant's account is given; keys that cannot be used are told at the start. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${livelihood.alipay.app:}'.isBlank()")
class AlipayConfiguration {

    @Bean
    AlipayProvider alipayProvider(AlipaySettings settings, OwnAddress address, Clock clock, JsonMapper json) {
        return provider(settings, address::ofBrowsers, clock, json);
    }

    @Bean
    AlipayBills alipayBills(AlipaySettings settings, OwnAddress address, Clock clock, JsonMapper json) {
        return bills(settings, address::ofBrowsers, clock, json);
    }

    /** @param here this program's address, as Alipay and browsers reach it */
    static AlipayProvider provider(AlipaySettings settings, Supplier<String> here, Clock clock, JsonMapper json) {
        requireWhole(settings);
        AlipayKeys keys = new AlipayKeys(settings);
        Envelopes envelopes = new Envelopes(settings, keys, clock, json, here);
        AlipayGateway gateway = new AlipayGateway(settings, envelopes, new SignedAnswers(keys, json));
        return new AlipayProvider(
                new AlipayOrders(settings, envelopes, gateway, here),
                new AlipayRefunds(gateway),
                new AlipayNotices(settings, keys));
    }

    static AlipayBills bills(AlipaySettings settings, Supplier<String> here, Clock clock, JsonMapper json) {
        requireWhole(settings);
        AlipayKeys keys = new AlipayKeys(settings);
        Envelopes envelopes = new Envelopes(settings, keys, clock, json, here);
        return new AlipayBills(
                new AlipayGateway(settings, envelopes, new SignedAnswers(keys, json)), settings.feeBasisPoints());
    }

    private static void requireWhole(AlipaySettings settings) {
        Map<String, Boolean> given = new TreeMap<>(Map.of(
                "LIVELIHOOD_ALIPAY_SELLER", !settings.seller().isBlank(),
                "LIVELIHOOD_ALIPAY_PRIVATE_KEY", settings.privateKey().isSet(),
                "LIVELIHOOD_ALIPAY_PUBLIC_KEY", settings.publicKey().isSet()));
        String missing = given.entrySet().stream()
                .filter(entry -> !entry.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new CannotStart("LIVELIHOOD_ALIPAY_APP is set, so these must be too: " + missing);
        }
    }
}
