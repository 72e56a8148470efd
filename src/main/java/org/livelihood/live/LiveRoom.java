package org.livelihood.live;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.SessionId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/**
 * One room's log and its viewers on this node. Every event is encoded once and shared as bytes; a viewer who does not
 * keep up is let go, and comes back with her last event's id.
 */
final class LiveRoom {

    private static final int RING = 512;
    private static final Duration KEPT = Duration.ofMinutes(2);
    private static final int VIEWER_BUFFER = 256;

    private final SessionId session;
    private final String epoch;
    private final JsonMapper json;
    private final Clock clock;
    private final Deque<Entry> ring = new ArrayDeque<>();
    private final Set<Sinks.Many<byte[]>> viewers = new HashSet<>();
    private long seq;

    LiveRoom(SessionId session, String epoch, JsonMapper json, Clock clock) {
        this.session = session;
        this.epoch = epoch;
        this.json = json;
        this.clock = clock;
    }

    private record Entry(long seq, Instant at, byte[] bytes) {}

    /** What stands before a viewer's stream, and its end to call when she leaves. */
    record Joined(List<byte[]> missed, boolean complete, Flux<byte[]> live) {}

    synchronized long seq() {
        return seq;
    }

    synchronized int viewerCount() {
        return viewers.size();
    }

    synchronized boolean isIdle() {
        trim(clock.instant());
        return viewers.isEmpty() && ring.isEmpty();
    }

    private void trim(Instant now) {
        while (ring.size() > RING || !ring.isEmpty() && ring.getFirst().at().isBefore(now.minus(KEPT))) {
            ring.removeFirst();
        }
    }

    synchronized void emit(String type, Map<String, ?> data) {
        seq++;
        byte[] bytes = encode(seq, type, data);
        Instant now = clock.instant();
        ring.addLast(new Entry(seq, now, bytes));
        trim(now);
        viewers.removeIf(viewer -> {
            boolean keepsUp = viewer.tryEmitNext(bytes).isSuccess();
            if (!keepsUp) {
                viewer.tryEmitComplete();
            }
            return !keepsUp;
        });
    }

    byte[] encode(long at, String type, Object data) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("v", 1);
        envelope.put("room", session);
        envelope.put("seq", at);
        envelope.put("ts", clock.instant());
        envelope.put("type", type);
        envelope.put("data", data);
        String event = "id: " + epoch + "-" + at + "\nevent: " + type + "\ndata: " + json.writeValueAsString(envelope)
                + "\n\n";
        return event.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Joins after an event that the viewer has seen.
     *
     * @param lastEventId {@code epoch-seq}, null for a first visit
     * @return what she missed; not complete when that is not in the log any more
     */
    synchronized Joined join(@Nullable String lastEventId) {
        long from = seqOf(lastEventId);
        boolean inRing = !ring.isEmpty() && ring.getFirst().seq() <= from + 1;
        boolean known = from >= 0 && (from == seq || from < seq && inRing);
        List<byte[]> missed = new ArrayList<>();
        if (known) {
            ring.stream().filter(entry -> entry.seq() > from).forEach(entry -> missed.add(entry.bytes()));
        }
        return new Joined(missed, known, enter());
    }

    private Flux<byte[]> enter() {
        Sinks.Many<byte[]> viewer =
                Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(VIEWER_BUFFER));
        viewers.add(viewer);
        return viewer.asFlux().doFinally(signal -> leave(viewer));
    }

    private synchronized void leave(Sinks.Many<byte[]> viewer) {
        viewers.remove(viewer);
    }

    /** The number of one of this epoch's events, negative for anything else. */
    private long seqOf(@Nullable String lastEventId) {
        if (lastEventId == null || !lastEventId.startsWith(epoch + "-")) {
            return -1;
        }
        try {
            return Long.parseLong(lastEventId.substring(epoch.length() + 1));
        } catch (NumberFormatException foreign) {
            return -1;
        }
    }
}
