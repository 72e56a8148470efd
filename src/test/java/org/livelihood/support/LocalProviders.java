package org.livelihood.support;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.livelihood.sale.alipay.AlipayServer;
import org.livelihood.sale.wechatpay.WechatPayServer;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/** Journeys have merchants' accounts with payment providers whose servers run in the same JVM. */
public final class LocalProviders implements EnvironmentPostProcessor, Ordered {

    /** Before the settings are looked at. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 2;
    }

    public static WechatPayServer wechatPay() {
        return Servers.WECHAT_PAY;
    }

    public static AlipayServer alipay() {
        return Servers.ALIPAY;
    }

    /** Started by the first who asks. */
    private static final class Servers {

        static final WechatPayServer WECHAT_PAY = new WechatPayServer();
        static final AlipayServer ALIPAY = new AlipayServer();
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.acceptsProfiles(Profiles.of("test"))) {
            Map<String, Object> properties = new HashMap<>();
            wechatPay().settings().forEach((variable, value) -> properties.put(propertyOf(variable), value));
            alipay().settings().forEach((variable, value) -> properties.put(propertyOf(variable), value));
            environment.getPropertySources().addLast(new MapPropertySource("providers", properties));
        }
    }

    /** LIVELIHOOD_WECHATPAY_API_KEY as livelihood.wechatpay.api-key. */
    private static String propertyOf(String variable) {
        String[] words = variable.toLowerCase(Locale.ROOT).split("_", 3);
        return words[0] + "." + words[1] + "." + words[2].replace('_', '-');
    }
}
