package org.livelihood.platform.settings;

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
import java.util.function.Predicate;
import org.springframework.boot.convert.DurationStyle;

/**
 * What a setting's value may be.
 *
 * @param words how it is told to the operator, after "must be"
 * @param holds whether a value is such a one
 */
record Rule(String words, Predicate<String> holds) {

    private static final List<String> TRUTHS = List.of("true", "false", "on", "off", "yes", "no", "1", "0");

    /** Anything; blank as if it were not set. */
    static Rule text() {
        return new Rule("a text", value -> true);
    }

    static Rule whole(long least, long most) {
        return new Rule(
                "a whole number from " + least + " to " + most,
                value -> value.matches("[0-9]{1,10}")
                        && Long.parseLong(value) >= least
                        && Long.parseLong(value) <= most);
    }

    static Rule yesOrNo() {
        return new Rule("true or false", value -> TRUTHS.contains(value.toLowerCase(Locale.ROOT)));
    }

    static Rule oneOf(String... values) {
        return new Rule("one of " + String.join(", ", values), Arrays.asList(values)::contains);
    }

    /** As {@code 500ms}, {@code 10s}, {@code 15m} or {@code PT15M}; a bare number is milliseconds. */
    static Rule period(Duration least, Duration most) {
        return new Rule("a time from " + words(least) + " to " + words(most) + ", as 500ms, 10s, 15m or 2h", value -> {
            try {
                Duration given = DurationStyle.detectAndParse(value);
                return given.compareTo(least) >= 0 && given.compareTo(most) <= 0;
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException notATime) {
                return false;
            }
        });
    }

    private static String words(Duration time) {
        return time.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    /** A web address without a trailing slash, query or user. */
    static Rule address() {
        return new Rule(
                "an address like https://shop.example, without a slash at its end",
                value -> isAddress(value) && !value.endsWith("/"));
    }

    static Rule origins() {
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

    static Rule file() {
        return new Rule("a file that can be read", value -> {
            try {
                return Files.isRegularFile(Path.of(value)) && Files.isReadable(Path.of(value));
            } catch (InvalidPathException notAPath) {
                return false;
            }
        });
    }
}
