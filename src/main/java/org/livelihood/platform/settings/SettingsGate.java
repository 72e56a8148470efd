package org.livelihood.platform.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Lets the program start with settings only that it can work with; all that is wrong is told at once, and nothing has
 * begun by then. What was checked here is what modules get: their records become beans.
 */
class SettingsGate implements EnvironmentPostProcessor, Ordered {

    private static final String OURS = "livelihood";

    /** After the configuration files were read, before the database is chosen. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        List<Setting> settings = Settings.all();
        List<String> wrong = Stream.concat(wrong(environment, settings), unknown(environment, settings))
                .toList();
        if (!wrong.isEmpty()) {
            throw new CannotStart(String.join("\n", wrong));
        }
        environment.getPropertySources().addLast(new MapPropertySource("fallbacks", fallbacks(settings)));
        Binder binder = Binder.get(environment);
        List<Record> records = Settings.records().stream()
                .<Record>map(module -> Settings.read(binder, module))
                .toList();
        application.addInitializers(context -> records.forEach(module ->
                context.getBeanFactory().registerSingleton(module.getClass().getName(), module)));
    }

    /** One sentence for each setting whose value cannot be used. */
    static Stream<String> wrong(Environment environment, List<Setting> settings) {
        return settings.stream()
                .filter(setting -> !holds(setting, environment.getProperty(setting.property())))
                .map(setting -> setting + " must be " + setting.rule().words());
    }

    private static boolean holds(Setting setting, @Nullable String value) {
        return value == null || setting.rule().holds().test(value);
    }

    /** One sentence for each name that looks like a setting and is none: most likely misspelt. */
    private static Stream<String> unknown(ConfigurableEnvironment environment, List<Setting> settings) {
        Set<String> variables = settings.stream().map(Setting::variable).collect(Collectors.toSet());
        Set<String> properties = settings.stream().map(Setting::property).collect(Collectors.toSet());
        return environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> names((EnumerablePropertySource<?>) source)
                        .filter(name -> !(source instanceof SystemEnvironmentPropertySource ? variables : properties)
                                .contains(name)))
                .distinct()
                .sorted()
                .map(name -> name + " is no setting of this program");
    }

    private static Stream<String> names(EnumerablePropertySource<?> source) {
        return Arrays.stream(source.getPropertyNames())
                .filter(name -> name.toLowerCase(Locale.ROOT).matches(OURS + "[._].*"));
    }

    /** For {@code application.yaml}, so that each default is said once. */
    private static Map<String, Object> fallbacks(List<Setting> settings) {
        return settings.stream()
                .filter(setting -> !setting.fallback().isEmpty())
                .collect(Collectors.toMap(Setting::property, Setting::fallback));
    }
}
