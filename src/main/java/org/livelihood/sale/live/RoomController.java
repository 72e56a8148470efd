package org.livelihood.sale.live;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.platform.kernel.SessionId;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A room's events as a stream (Server-Sent Events, WHATWG HTML 9.2). */
@RestController
class RoomController {

    private static final byte[] HEARTBEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);
    private static final long HEARTBEAT_MILLIS = 15_000;

    private final Sessions sessions;
    private final LiveRooms news;
    private final Clock clock;

    RoomController(Sessions sessions, LiveRooms news, Clock clock) {
        this.sessions = sessions;
        this.news = news;
        this.clock = clock;
    }

    /**
     * Follow a live room. Its events as a stream (Server-Sent Events); it goes on after the last event that the client
     * has seen.
     *
     * @param lastEventId id of the last event that was seen; from now on when absent
     */
    @PublicEndpoint
    @GetMapping(path = "/api/v1/sessions/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<Void> events(
            @PathVariable SessionId id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            ServerHttpResponse response) {
        return sessions.get(id).flatMap(session -> {
            response.getHeaders().setContentType(MediaType.TEXT_EVENT_STREAM);
            response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
            response.getHeaders().set("X-Accel-Buffering", "no");
            return response.writeAndFlushWith(stream(id, lastEventId)
                    .map(bytes -> Mono.<DataBuffer>just(response.bufferFactory().wrap(bytes))));
        });
    }

    private Flux<byte[]> stream(SessionId id, @Nullable String lastEventId) {
        return Flux.defer(() -> {
            LiveRooms.Seat seat = news.enter(id, lastEventId);
            LiveRoom.Viewer viewer = seat.viewer();
            return retry().concatWith(before(id, seat, lastEventId))
                    .concatWith(viewer.events())
                    .mergeWith(heartbeats())
                    .takeUntilOther(viewer.letGo())
                    .doFinally(end -> viewer.leave());
        });
    }

    /** What a viewer must know before the news: what she missed, or how all stands. */
    private Flux<byte[]> before(SessionId id, LiveRooms.Seat seat, @Nullable String lastEventId) {
        LiveRoom.Viewer viewer = seat.viewer();
        if (viewer.complete()) {
            return Flux.fromIterable(viewer.missed());
        }
        return resync(seat.room(), lastEventId, viewer.joinedAt())
                .concatWith(snapshot(id, seat.room(), viewer.joinedAt()));
    }

    private static Flux<byte[]> retry() {
        long millis = ThreadLocalRandom.current().nextLong(1_000, 5_000);
        return Flux.just(("retry: " + millis + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Flux<byte[]> resync(LiveRoom room, @Nullable String lastEventId, long at) {
        return lastEventId == null ? Flux.empty() : Flux.just(room.encode(at, "room.resync", Map.of()));
    }

    private Flux<byte[]> snapshot(SessionId id, LiveRoom room, long at) {
        return sessions.room(id)
                .map(state -> {
                    Map<String, Object> data = new LinkedHashMap<>();
                    data.put("session", state.session());
                    data.put("items", state.items());
                    data.put("viewers", room.viewerCount());
                    data.put("serverNow", clock.instant());
                    return room.encode(at, "room.snapshot", data);
                })
                .flux();
    }

    /** Comments that keep proxies awake and find viewers who left; jittered, so that they do not come all at once. */
    private static Flux<byte[]> heartbeats() {
        long jitter = ThreadLocalRandom.current().nextLong(HEARTBEAT_MILLIS / 5);
        return Flux.interval(Duration.ofMillis(HEARTBEAT_MILLIS - jitter))
                .onBackpressureDrop()
                .map(tick -> HEARTBEAT);
    }
}
