package org.livelihood.support;

import java.util.Map;
import org.livelihood.platform.settings.Settings;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

/** Settings as an operator gives them. */
public final class Given {

    private Given() {}

    /** An environment with these variables, and nothing else. */
    public static MockEnvironment environment(Map<String, ?> variables) {
        MockEnvironment environment = new MockEnvironment();
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("systemEnvironment", Map.copyOf(variables)));
        return environment;
    }

    /** The record that a module then reads. */
    public static <T extends Record> T settings(Class<T> module, Map<String, ?> variables) {
        return Settings.read(environment(variables), module);
    }
}
