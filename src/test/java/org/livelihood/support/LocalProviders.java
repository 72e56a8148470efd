package org.livelihood.support;

import java.util.HashMap;
import java.util.Map;
import org.livelihood.platform.miniprogram.WeixinServer;
import org.livelihood.sale.alipay.AlipayServer;
import org.livelihood.sale.wechatpay.WechatPayServer;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Journeys have merchants' accounts with payment providers, and a mini program, whose servers run in the same JVM. */
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

    public static WeixinServer weixin() {
        return Servers.WEIXIN;
    }

    /** Started by the first who asks. */
    private static final class Servers {

        static final WechatPayServer WECHAT_PAY = new WechatPayServer();
        static final AlipayServer ALIPAY = new AlipayServer();
        static final WeixinServer WEIXIN = new WeixinServer();
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.acceptsProfiles(Profiles.of("test"))) {
            Map<String, Object> variables = new HashMap<>();
            variables.putAll(wechatPay().settings());
            variables.putAll(alipay().settings());
            variables.putAll(weixin().settings());
            environment
                    .getPropertySources()
                    .addLast(new SystemEnvironmentPropertySource("providers-systemEnvironment", variables));
        }
    }
}
