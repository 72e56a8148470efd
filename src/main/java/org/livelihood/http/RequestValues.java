package org.livelihood.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.Era;
import org.springframework.format.FormatterRegistry;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * What every text, day and time of a request must be, in bodies, queries and paths alike: no text holds a NUL, which
 * PostgreSQL cannot store, and days and times lie in our {@link Era}.
 */
final class RequestValues {

    private static final Map<Class<?>, Predicate<Object>> CHECKS = Map.of(
            String.class, text -> isText((String) text),
            LocalDate.class, day -> Era.holds((LocalDate) day),
            Instant.class, time -> Era.holds((Instant) time));

    private RequestValues() {}

    static boolean isText(String text) {
        return text.indexOf('\0') < 0;
    }

    /** For parameters. */
    static void addTo(FormatterRegistry registry) {
        registry.addConverter(String.class, String.class, RequestValues::text);
        registry.addConverter(String.class, LocalDate.class, Era::day);
        registry.addConverter(String.class, Instant.class, Era::time);
    }

    private static String text(String text) {
        if (!isText(text)) {
            throw new IllegalArgumentException("holds a NUL");
        }
        return text;
    }

    /** For bodies. */
    static SimpleModule module() {
        SimpleModule module = new SimpleModule("request-values");
        module.setDeserializerModifier(new Checking());
        return module;
    }

    private static final class Checking extends ValueDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier bean, ValueDeserializer<?> reader) {
            Predicate<Object> check = CHECKS.get(bean.getBeanClass());
            return check == null ? reader : new Checked(reader, check);
        }
    }

    private static final class Checked extends DelegatingDeserializer {

        private final transient Predicate<Object> check;

        Checked(ValueDeserializer<?> reader, Predicate<Object> check) {
            super(reader);
            this.check = check;
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> reader) {
            return new Checked(reader, check);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws JacksonException {
            Object value = super.deserialize(parser, context);
            if (value != null && !check.test(value)) {
                throw context.weirdStringException("", handledType(), "cannot be stored");
            }
            return value;
        }
    }
}
