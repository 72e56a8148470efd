package org.livelihood.sale.live;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.SessionId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/**
 * One room's log and its viewers on this node. Every event is encoded once and shared as bytes; a viewer who does not
 * keep up is let go, and comes back with her last event's id.
 */
final class LiveRoom {

    static final int RING = 512;
    static final Duration KEPT = Duration.ofMinutes(2);
    static final int VIEWER_BUFFER = 256;

    private final SessionId session;
    private final String epoch;
    private final JsonMapper json;
    private final Clock clock;
    private final Deque<Entry> ring = new ArrayDeque<>();
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private long seq;
    private Instant lastUsed;

    /** @param epoch a name that no log of this room had before: it tells an old log's events from this one's */
    LiveRoom(SessionId session, String epoch, JsonMapper json, Clock clock) {
        this.session = session;
        this.epoch = epoch;
        this.json = json;
        this.clock = clock;
        this.lastUsed = clock.instant();
    }

    private record Entry(long seq, Instant at, byte[] bytes) {}

    /** One who watches: what she missed when she came, and what she is to be told from then on. */
    final class Viewer {

        private final Sinks.Many<byte[]> queue =
                Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(VIEWER_BUFFER));
        private final Sinks.Empty<Void> letGo = Sinks.empty();
        private final long joinedAt;
        private final boolean complete;
        private final List<byte[]> missed;

        private Viewer(long joinedAt, boolean complete, List<byte[]> missed) {
            this.joinedAt = joinedAt;
            this.complete = complete;
            this.missed = missed;
        }

        /** The last event before those of {@link #events()}. */
        long joinedAt() {
            return joinedAt;
        }

        /** Whether {@link #missed()} is all that she missed; if not, she needs a snapshot. */
        boolean complete() {
            return complete;
        }

        List<byte[]> missed() {
            return missed;
        }

        Flux<byte[]> events() {
            return queue.asFlux();
        }

        /** Completes when she does not keep up, or the room closes. */
        Mono<Void> letGo() {
            return letGo.asMono();
        }

        void leave() {
            LiveRoom.this.leave(this);
        }
    }

    int viewerCount() {
        return viewers.size();
    }

    synchronized void emit(String type, Map<String, ?> data) {
        seq++;
        byte[] bytes = encode(seq, type, data);
        Instant now = clock.instant();
        lastUsed = now;
        ring.addLast(new Entry(seq, now, bytes));
        while (ring.size() > RING || ring.getFirst().at().isBefore(now.minus(KEPT))) {
            ring.removeFirst();
        }
        for (Viewer viewer : viewers) {
            if (viewer.queue.tryEmitNext(bytes).isFailure()) {
                dismiss(viewer);
            }
        }
    }

    private void dismiss(Viewer viewer) {
        viewers.remove(viewer);
        viewer.letGo.tryEmitEmpty();
    }

    /** Lets everybody go; they may come back elsewhere. */
    synchronized void close() {
        viewers.forEach(this::dismiss);
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
     * Joins after an event that the viewer has seen; she must {@link Viewer#leave()} in the end.
     *
     * @param lastEventId {@code epoch-seq}, null for a first visit
     */
    synchronized Viewer join(@Nullable String lastEventId) {
        long from = seqOf(lastEventId);
        boolean inRing = !ring.isEmpty() && ring.getFirst().seq() <= from + 1;
        boolean complete = from >= 0 && (from == seq || from < seq && inRing);
        List<byte[]> missed = new ArrayList<>();
        if (complete) {
            ring.stream().filter(entry -> entry.seq() > from).forEach(entry -> missed.add(entry.bytes()));
        }
        Viewer viewer = new Viewer(seq, complete, missed);
        viewers.add(viewer);
        lastUsed = clock.instant();
        return viewer;
    }

    private synchronized void leave(Viewer viewer) {
        viewers.remove(viewer);
        lastUsed = clock.instant();
    }

    /** Whether nobody watches, and nobody can come back to anything in the log. */
    synchronized boolean isForgettable() {
        return viewers.isEmpty() && lastUsed.isBefore(clock.instant().minus(KEPT));
    }

    /** The number of one of this log's events, negative for anything else. */
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
