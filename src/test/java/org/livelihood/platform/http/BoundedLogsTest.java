package org.livelihood.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BoundedLogsTest {

    private final AtomicLong nanos = new AtomicLong(Duration.ofHours(1).toNanos());
    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("door");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void bind() {
        BoundedLogs bounds = new BoundedLogs(nanos::get);
        bounds.start();
        context.addTurboFilter(bounds);
        lines.start();
        logger.addAppender(lines);
    }

    private List<String> said() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void aSecondLater() {
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    }

    @Test
    @DisplayName("G7: a thousand failures of one kind are one line a second, with their count")
    void oneLineAKindASecond() {
        for (int i = 0; i < 1_000; i++) {
            logger.error("GET /orders/{} failed", UUID.randomUUID(), new IllegalStateException("n " + i));
        }
        assertThat(said()).hasSize(1);

        logger.error("GET /orders/{} failed", 1, arisenElsewhere());
        assertThat(said()).hasSize(2);
    }

    private static IllegalStateException arisenElsewhere() {
        return new IllegalStateException("n");
    }

    @Test
    @DisplayName("G7: what was held back is counted when the kind speaks again")
    void countsWhatWasHeldBack() {
        for (int second = 0; second < 2; second++) {
            for (int i = 0; i < 500; i++) {
                logger.warn("[{}] the pool is empty", i);
            }
            aSecondLater();
        }
        assertThat(said()).hasSize(3);
        assertThat(said().get(1)).startsWith("499 more of this kind:");
    }

    @Test
    @DisplayName("G7: text that a client chooses makes no kinds without end")
    void clientsMakeNoKinds() {
        for (int i = 0; i < 1_000; i++) {
            logger.warn("no such page " + word(i));
        }
        assertThat(said()).hasSize(5);
    }

    private static String word(int number) {
        StringBuilder letters = new StringBuilder();
        for (int rest = number + 1; rest > 0; rest /= 26) {
            letters.append((char) ('a' + rest % 26));
        }
        return letters.toString();
    }

    @Test
    @DisplayName("G7: different kinds are told side by side, and what is no warning always")
    void kindsStandSideBySide() {
        logger.warn("the pool is empty");
        logger.warn("a payment is late");
        logger.error("the pool is empty");
        logger.info("started");
        logger.info("started");
        assertThat(said()).hasSize(5);
    }
}
