package org.livelihood.platform.settings;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.boot.convert.DurationStyle;

/**
 * What a setting's value may be.
 *
 * @param words how it is told to the operator, after "must be"
 * @param holds whether a value is such a one
 */
record Rule(String words, Predicate<String> holds) {

    private static final Set<Class<?>> TEXTS = Set.of(String.class, Path.class, List.class, Secret.class);
    private static final List<String> TRUTHS = List.of("true", "false", "on", "off", "yes", "no", "1", "0");

    /**
     * The rule that a component of a record declares by its type and its annotation.
     *
     * @throws IllegalArgumentException for a number or a time without bounds, or a type that no setting has
     */
    static Rule of(RecordComponent component) {
        Between bounds = component.getAnnotation(Between.class);
        Class<?> type = component.getType();
        if (bounds != null && type == Duration.class) {
            return period(bounds.least(), bounds.most());
        }
        if (bounds != null && (type == int.class || type == Integer.class)) {
            return whole(Long.parseLong(bounds.least()), Long.parseLong(bounds.most()));
        }
        if (type == boolean.class) {
            return yesOrNo();
        }
        if (TEXTS.contains(type)) {
            return text(component);
        }
        throw new IllegalArgumentException(component + " needs bounds, or another type");
    }

    private static Rule text(RecordComponent component) {
        OneOf words = component.getAnnotation(OneOf.class);
        if (words != null) {
            return oneOf(words.value());
        }
        Like like = component.getAnnotation(Like.class);
        if (like != null) {
            return new Rule(like.words(), value -> value.isBlank() || value.matches(like.pattern()));
        }
        Form form = component.getAnnotation(Form.class);
        return form == null ? anything() : formed(form.value());
    }

    private static Rule formed(Form.Kind kind) {
        return switch (kind) {
            case ADDRESS -> address();
            case ORIGINS -> origins();
            case FILE -> file();
            case KEY ->
                new Rule(
                        "base64 of 32 random bytes (openssl rand -base64 32)",
                        value -> value.isBlank() || RandomKey.isOne(value));
            case NAMED_KEYS ->
                new Rule(
                        "id:base64key[,id:base64key], each id once and each key 32 random bytes",
                        value -> value.isBlank() || RandomKey.areNamed(value));
        };
    }

    /** Blank is as if it were not set. */
    private static Rule anything() {
        return new Rule("a text", value -> true);
    }

    private static Rule whole(long least, long most) {
        return new Rule(
                "a whole number from " + least + " to " + most,
                value -> value.matches("[0-9]{1,10}")
                        && Long.parseLong(value) >= least
                        && Long.parseLong(value) <= most);
    }

    private static Rule yesOrNo() {
        return new Rule("true or false", value -> TRUTHS.contains(value.toLowerCase(Locale.ROOT)));
    }

    private static Rule oneOf(String... values) {
        return new Rule("one of " + String.join(", ", values), Arrays.asList(values)::contains);
    }

    /** As {@code 500ms}, {@code 10s}, {@code 15m} or {@code PT15M}; a bare number is milliseconds. */
    private static Rule period(String least, String most) {
        return new Rule("a time from " + least + " to " + most + ", as 500ms, 10s, 15m or 2h", value -> {
            try {
                Duration given = DurationStyle.detectAndParse(value);
                return given.compareTo(DurationStyle.detectAndParse(least)) >= 0
                        && given.compareTo(DurationStyle.detectAndParse(most)) <= 0;
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException notATime) {
                return false;
            }
        });
    }

    /** A web address without a trailing slash, query or user. */
    private static Rule address() {
        return new Rule(
                "an address like https://shop.example, without a slash at its end",
                value -> isAddress(value) && !value.endsWith("/"));
    }

    private static Rule origins() {
        return new Rule(
                "origins like https://shop.example, with commas between",
                value -> Arrays.stream(value.split(",", -1)).map(String::strip).allMatch(Rule::isOrigin));
    }

    private static boolean isOrigin(String value) {
        return isAddress(value) && URI.create(value).getRawPath().isEmpty();
    }

    private static boolean isAddress(String value) {
        try {
            URI uri = new URI(value);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    private static Rule file() {
        return new Rule("a file that can be read", value -> {
            try {
                return Files.isRegularFile(Path.of(value)) && Files.isReadable(Path.of(value));
            } catch (InvalidPathException notAPath) {
                return false;
            }
        });
    }
}
