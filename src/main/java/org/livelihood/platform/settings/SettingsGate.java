package org.livelihood.platform.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** Lets the program start with settings only that it can work with; all that is wrong is told at once. */
class SettingsGate implements EnvironmentPostProcessor, Ordered {

    private static final String OURS = "LIVELIHOOD_";

    /** After the configuration files were read, before the database is chosen. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        List<String> wrong = wrong(environment);
        if (!wrong.isEmpty()) {
            throw new CannotStart(String.join("\n", wrong));
        }
        unknown(environment)
                .forEach(name -> Objects.requireNonNull(System.out)
                        .println(name + " is no setting of this program: see .env.example. It is ignored."));
    }

    /** One sentence for each setting whose value cannot be used. */
    static List<String> wrong(Environment environment) {
        return Arrays.stream(Setting.values())
                .filter(setting -> !holds(setting, environment.getProperty(setting.name())))
                .map(setting -> setting + " must be " + setting.rule().words())
                .toList();
    }

    private static boolean holds(Setting setting, @Nullable String value) {
        return value == null || setting.rule().holds().test(value);
    }

    private static Stream<String> unknown(ConfigurableEnvironment environment) {
        return environment.getSystemEnvironment().keySet().stream()
                .filter(name -> name.startsWith(OURS) && !Setting.names().contains(name))
                .sorted();
    }
}
