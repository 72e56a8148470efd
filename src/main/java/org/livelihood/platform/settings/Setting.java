package org.livelihood.platform.settings;

import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One setting: a component of the record that its module reads.
 *
 * @param property its name in Spring's property sources, {@code livelihood.order.shards}
 * @param fallback its value where none is given; empty where it is then not set
 * @param rule what its value may be
 */
record Setting(String property, String fallback, Rule rule) {

    /** The settings that a record declares; defaults stand at its constructor's parameters, as Spring reads them. */
    static Stream<Setting> of(Class<? extends Record> module) {
        String prefix = module.getAnnotation(ConfigurationProperties.class).value();
        RecordComponent[] components = module.getRecordComponents();
        Parameter[] parameters = module.getDeclaredConstructors()[0].getParameters();
        return IntStream.range(0, components.length).mapToObj(i -> of(prefix, components[i], parameters[i]));
    }

    private static Setting of(String prefix, RecordComponent component, Parameter parameter) {
        DefaultValue fallback = parameter.getAnnotation(DefaultValue.class);
        return new Setting(
                prefix + "." + kebab(component.getName()),
                fallback == null ? "" : String.join(",", fallback.value()),
                Rule.of(component));
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Its name in the environment, {@code LIVELIHOOD_ORDER_SHARDS}: what operators and messages call it. */
    String variable() {
        return property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return variable();
    }
}
