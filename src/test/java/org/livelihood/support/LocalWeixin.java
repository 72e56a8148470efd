package org.livelihood.support;

import java.util.Map;
import org.livelihood.platform.miniprogram.WeixinServer;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/** Journeys have a mini program, whose WeChat runs in the same JVM. */
public final class LocalWeixin implements EnvironmentPostProcessor, Ordered {

    /** Before the settings are looked at. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 2;
    }

    public static WeixinServer server() {
        return Running.SERVER;
    }

    /** Started by the first who asks. */
    private static final class Running {

        static final WeixinServer SERVER = new WeixinServer();
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.acceptsProfiles(Profiles.of("test"))) {
            Map<String, Object> properties = Map.of(
                    "livelihood.mini-program.app",
                    WeixinServer.APP,
                    "livelihood.mini-program.secret",
                    WeixinServer.SECRET,
                    "livelihood.mini-program.address",
                    server().address());
            environment.getPropertySources().addLast(new MapPropertySource("mini program", properties));
        }
    }
}
