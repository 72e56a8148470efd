package org.livelihood.platform.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Keeps the log bounded whatever happens at its outside: of each kind of warning or error one line a second, with how
 * many there were besides, and of each logger a few kinds a second.
 *
 * <p>It stands before every logger of the program and its libraries, so that nobody who writes a line needs to think of
 * it. A kind is the logger, the level and what went wrong: the exception's class and where it arose, or the text
 * without its figures.
 */
final class BoundedLogs extends TurboFilter {

    private static final long WINDOW = Duration.ofSeconds(1).toNanos();
    private static final int KINDS_OF_A_LOGGER = 5;
    private static final int MOST_KINDS = 1_000;
    private static final int TEXT = 80;

    private final Map<String, Window> kinds = new ConcurrentHashMap<>();
    private final Map<String, Window> loggers = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    BoundedLogs(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Stands before the loggers of this program from now on; once is enough for several application contexts. */
    static void install() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && context.getTurboFilterList().stream().noneMatch(BoundedLogs.class::isInstance)) {
            BoundedLogs bounds = new BoundedLogs(System::nanoTime);
            bounds.setContext(context);
            bounds.start();
            context.addTurboFilter(bounds);
        }
    }

    /** How many lines a second had, and how many were asked for. */
    private static final class Window {

        private long began;
        private int lines;
        private long silenced;

        /** The lines that were held back in the window before, or -1 when this one is to be held back too. */
        private synchronized long admit(long now, int most) {
            if (now - began >= WINDOW) {
                long before = silenced;
                began = now;
                lines = 1;
                silenced = 0;
                return before;
            }
            if (lines < most) {
                lines++;
                return 0;
            }
            silenced++;
            return -1;
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable failure) {
        boolean asksOnly = format == null && failure == null;
        if (asksOnly || !level.isGreaterOrEqual(Level.WARN) || !logger.isEnabledFor(level)) {
            return FilterReply.NEUTRAL;
        }
        Throwable thrown = failure == null ? last(arguments) : failure;
        return admitted(logger, level, kind(format, thrown)) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    /** SLF4J takes an exception after the arguments of the text too. */
    private static @Nullable Throwable last(Object @Nullable [] arguments) {
        return arguments != null && arguments.length > 0 && arguments[arguments.length - 1] instanceof Throwable thrown
                ? thrown
                : null;
    }

    private boolean admitted(Logger logger, Level level, String kind) {
        long now = nanos.getAsLong();
        String all = level + " " + logger.getName();
        long others = ofKind(all + " " + kind).admit(now, 1);
        if (others < 0 || loggers.computeIfAbsent(all, unseen -> new Window()).admit(now, KINDS_OF_A_LOGGER) < 0) {
            return false;
        }
        if (others > 0) {
            logger.callAppenders(more(logger, level, others, kind));
        }
        return true;
    }

    private Window ofKind(String kind) {
        if (kinds.size() > MOST_KINDS) {
            kinds.clear();
        }
        return kinds.computeIfAbsent(kind, unseen -> new Window());
    }

    private static LoggingEvent more(Logger logger, Level level, long others, String kind) {
        Object[] counted = {others, kind};
        return new LoggingEvent(BoundedLogs.class.getName(), logger, level, "{} more of this kind: {}", null, counted);
    }

    private static String kind(@Nullable String format, @Nullable Throwable failure) {
        if (failure == null) {
            return withoutFigures(String.valueOf(format));
        }
        StackTraceElement[] places = failure.getStackTrace();
        return failure.getClass().getName() + (places.length == 0 ? "" : " at " + places[0]);
    }

    /** Ids, addresses and counts make no kind of their own. */
    private static String withoutFigures(String text) {
        StringBuilder words = new StringBuilder(TEXT);
        for (String word : text.substring(0, Math.min(text.length(), 2 * TEXT)).split(" ", -1)) {
            if (words.length() < TEXT
                    && word.chars().allMatch(c -> Character.isLetter(c) || "{}:,.;'".indexOf(c) >= 0)) {
                words.append(word).append(' ');
            }
        }
        return words.toString().strip();
    }
}
