package org.livelihood.sale.live;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.sale.live.Session.Offered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Five times a second tells watched rooms how many watch and what is left; the last value wins. */
@Component
class RoomTickerLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RoomTickerLifecycle.class);
    private static final Duration BEAT = Duration.ofMillis(200);
    private static final int ROOMS_AT_ONCE = 4;

    private final Sessions sessions;
    private final LiveRooms news;
    private final Map<SessionId, Told> told = new ConcurrentHashMap<>();
    private @Nullable Disposable beat;

    RoomTickerLifecycle(Sessions sessions, LiveRooms news) {
        this.sessions = sessions;
        this.news = news;
    }

    private record Told(int viewers, Map<SkuId, Long> available) {}

    @Override
    public void start() {
        beat = Flux.interval(BEAT)
                .onBackpressureDrop()
                .concatMap(tick -> tellAll(), 1)
                .retry()
                .subscribe();
    }

    private Mono<Void> tellAll() {
        news.forgetEmptyRooms();
        List<SessionId> watched = news.watched();
        told.keySet().retainAll(watched);
        return Flux.fromIterable(watched).flatMap(this::tell, ROOMS_AT_ONCE).then();
    }

    private Mono<Void> tell(SessionId id) {
        return sessions.room(id)
                .doOnNext(room -> told.compute(id, (same, before) -> difference(id, room, before)))
                .then()
                .onErrorResume(failure -> {
                    LOG.warn("Room {} was not told: {}", id, failure.toString());
                    return Mono.empty();
                });
    }

    private Told difference(SessionId id, Session.Room room, @Nullable Told before) {
        Map<SkuId, Long> available = new HashMap<>();
        for (Offered offered : room.items()) {
            SkuId sku = offered.item().sku();
            available.put(sku, offered.available());
            Long last = before == null ? null : before.available().get(sku);
            if (last == null || last != offered.available()) {
                news.tell(id, "product.stock", stockOf(offered));
            }
        }
        int viewers = news.viewersOf(id);
        if (before == null || before.viewers() != viewers) {
            news.tell(id, "viewers", Map.of("count", viewers));
        }
        return new Told(viewers, available);
    }

    private static Map<String, ?> stockOf(Offered offered) {
        return Map.of("sku", offered.item().sku(), "available", offered.available(), "soldOut", offered.soldOut());
    }

    /** Before the web server stops, which waits for streams to end: viewers come back to another node. */
    @Override
    public void stop() {
        Disposable running = beat;
        if (running != null) {
            running.dispose();
        }
        beat = null;
        news.close();
    }

    @Override
    public boolean isRunning() {
        return beat != null;
    }
}
