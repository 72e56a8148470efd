package org.livelihood.platform.http;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Note;
import org.livelihood.platform.kernel.PlausibleDates;
import org.livelihood.platform.kernel.TextRule;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.format.FormatterRegistry;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * What every text, day and time of a request must be, in bodies, queries, paths and headers alike: a text is one line
 * ({@link TextRule}) unless it is a {@link Note}, and days and times lie in our {@link PlausibleDates}. No endpoint
 * says so, and none can forget it.
 */
final class RequestValues {

    private static final Map<Class<?>, Predicate<Object>> CHECKS = Map.of(
            LocalDate.class, day -> PlausibleDates.holds((LocalDate) day),
            Instant.class, time -> PlausibleDates.holds((Instant) time));

    private RequestValues() {}

    /** For parameters and headers. */
    static void addTo(FormatterRegistry registry) {
        registry.addConverter(new TextParameter());
        registry.addConverter(String.class, LocalDate.class, PlausibleDates::day);
        registry.addConverter(String.class, Instant.class, PlausibleDates::time);
    }

    /** For bodies. */
    static SimpleModule module() {
        SimpleModule module = new SimpleModule("request-values");
        module.addDeserializer(String.class, new TextReader(TextRule.LINE));
        module.addKeyDeserializer(String.class, new KeyReader());
        module.setDeserializerModifier(new Checking());
        return module;
    }

    private static TextRule ruleFor(boolean note) {
        return note ? TextRule.NOTE : TextRule.LINE;
    }

    private static final class TextParameter implements GenericConverter {

        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(new ConvertiblePair(String.class, String.class));
        }

        @Override
        public @Nullable Object convert(@Nullable Object source, TypeDescriptor from, TypeDescriptor to) {
            return source == null ? null : BadText.checked(ruleFor(to.hasAnnotation(Note.class)), (String) source);
        }
    }

    private static final class TextReader extends StdScalarDeserializer<String> {

        private final TextRule rule;

        TextReader(TextRule rule) {
            super(String.class);
            this.rule = rule;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            boolean note = property != null && property.getAnnotation(Note.class) != null;
            return new TextReader(ruleFor(note));
        }

        /** Only a string is text: 12 is not "12". */
        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) throws JacksonException {
            return parser.hasToken(JsonToken.VALUE_STRING)
                    ? read(rule, parser.getString(), parser)
                    : (String) context.handleUnexpectedToken(getValueType(context), parser);
        }
    }

    private static final class KeyReader extends KeyDeserializer {

        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws JacksonException {
            return read(TextRule.LINE, key, context.getParser());
        }
    }

    private static String read(TextRule rule, String text, JsonParser parser) {
        try {
            return BadText.checked(rule, text);
        } catch (BadText bad) {
            throw DatabindException.from(parser, "not text", bad);
        }
    }

    private static final class Checking extends ValueDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier bean, ValueDeserializer<?> reader) {
            if (bean.getBeanClass().isPrimitive()) {
                return new Required(reader);
            }
            Predicate<Object> check = CHECKS.get(bean.getBeanClass());
            return check == null ? reader : new Checked(reader, check);
        }
    }

    /** A value that must be given is not there. */
    static final class Missing extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;
    }

    /** A number or a truth that is not there is said to be missing, not to be of the wrong type. */
    private static final class Required extends DelegatingDeserializer {

        Required(ValueDeserializer<?> reader) {
            super(reader);
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> reader) {
            return new Required(reader);
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            throw DatabindException.from(context, "missing", new Missing());
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return getNullValue(context);
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
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return context.handleUnexpectedToken(context.constructType(handledType()), parser);
            }
            Object value = super.deserialize(parser, context);
            if (value != null && !check.test(value)) {
                throw context.weirdStringException("", handledType(), "out of all years");
            }
            return value;
        }
    }
}
