package org.livelihood.platform.http;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Reason;
import org.livelihood.platform.kernel.Refusal;
import reactor.core.publisher.Mono;

/**
 * How long a caller would rather wait for what is on its way than hear that it is not there yet: {@code Prefer:
 * wait=10} (RFC 7240, section 4.3), in seconds, thirty at most; not at all without the header.
 *
 * @param most the time after which the answer is what there is
 */
public record Wait(Duration most) {

    /** The header that is read. */
    public static final String HEADER = "Prefer";

    private static final Pattern WAIT =
            Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*\"?([0-9]{1,4})\"?\\s*(?=[,;]|$)");
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration BREATH = Duration.ofMillis(200);

    static Wait of(@Nullable String header) {
        Matcher wait = WAIT.matcher(header == null ? "" : header);
        Duration wished = wait.find() ? Duration.ofSeconds(Long.parseLong(wait.group(1))) : Duration.ZERO;
        return new Wait(wished.compareTo(LONGEST) > 0 ? LONGEST : wished);
    }

    /** Reads again and again until the value is there as it should be, or the time is over; then it is what it is. */
    public <T> Mono<T> until(Predicate<? super T> there, Mono<T> read) {
        return Mono.defer(() -> {
            long end = System.nanoTime() + most.toNanos();
            return read.filter(value -> there.test(value) || isOver(end))
                    .onErrorResume(error -> isNotFound(error) && !isOver(end), notYet -> Mono.empty())
                    .repeatWhenEmpty(again -> again.delayElements(BREATH));
        });
    }

    /** Reads again and again until something is found, or the time is over. */
    public <T> Mono<T> untilFound(Mono<T> read) {
        return until(found -> true, read);
    }

    private static boolean isOver(long end) {
        return System.nanoTime() >= end;
    }

    private static boolean isNotFound(Throwable error) {
        return error instanceof Refusal refusal && refusal.reason().kind() == Reason.Kind.NOT_FOUND;
    }
}
