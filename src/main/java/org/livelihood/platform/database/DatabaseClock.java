package org.livelihood.platform.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time of the database, which decides whatever nodes share: what expires, closes, is revoked or counted.
 *
 * <p>It is set by the database's answers and runs on by the machine's monotonic counter, so a node whose own clock is
 * wrong, or jumps, decides as the others do. It is never set back by less than an answer's travelling time may explain.
 */
final class DatabaseClock extends Clock {

    private final Clock host;
    private final ZoneId zone;
    private final Setting setting;

    /** What clocks of all zones share. */
    private static final class Setting {

        private volatile Anchor anchor;

        private Setting(Anchor anchor) {
            this.anchor = anchor;
        }
    }

    /** The database said {@code time} when the counter stood at {@code nanos}. */
    private record Anchor(Instant time, long nanos) {

        Instant at(long now) {
            return time.plusNanos(now - nanos);
        }
    }

    /**
     * @param host the machine's own clock
     * @param ahead how far the database's clock was before the machine's at the start
     */
    DatabaseClock(Clock host, Duration ahead) {
        this(host, ZoneOffset.UTC, new Setting(new Anchor(host.instant().plus(ahead), System.nanoTime())));
    }

    private DatabaseClock(Clock host, ZoneId zone, Setting setting) {
        this.host = host;
        this.zone = zone;
        this.setting = setting;
    }

    /**
     * Takes an answer of the database.
     *
     * @param said the time it gave
     * @param asked the monotonic counter when it was asked
     * @param answered the counter when the answer was here
     */
    void set(Instant said, long asked, long answered) {
        long travel = answered - asked;
        long middle = asked + travel / 2;
        Duration off = Duration.between(setting.anchor.at(middle), said).abs();
        if (off.toNanos() > travel) {
            setting.anchor = new Anchor(said, middle);
        }
    }

    /** How far the machine's own clock is from the database's: positive when it is fast. */
    Duration hostAhead() {
        return Duration.between(instant(), host.instant());
    }

    @Override
    public Instant instant() {
        return setting.anchor.at(System.nanoTime());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new DatabaseClock(host, other, setting);
    }
}
