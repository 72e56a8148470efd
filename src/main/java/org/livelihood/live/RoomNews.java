package org.livelihood.live;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.livelihood.kernel.SessionId;
import org.livelihood.live.Session.Item;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rooms of this node. News may be lost with the node: everything in them is an absolute value, and a viewer who
 * comes back gets a snapshot.
 */
@Component
class RoomNews {

    private final Map<SessionId, LiveRoom> rooms = new ConcurrentHashMap<>();
    private final JsonMapper json;
    private final Clock clock;

    RoomNews(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    LiveRoom room(SessionId session) {
        return rooms.computeIfAbsent(session, id -> new LiveRoom(id, freshEpoch(), json, clock));
    }

    /** Rooms that somebody watches. */
    List<SessionId> watched() {
        return rooms.entrySet().stream()
                .filter(entry -> entry.getValue().viewerCount() > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Forgets rooms that nobody watches and whose log has nothing left that a viewer could come back for. */
    void forgetIdle() {
        rooms.values().removeIf(LiveRoom::isIdle);
    }

    /** A room made anew has another epoch, so that old event ids mean nothing in it. */
    private static String freshEpoch() {
        return Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 20, 36);
    }

    /** Tells the room once the transaction has committed, and never if it does not. */
    Mono<Void> afterCommit(SessionId session, String type, Map<String, ?> data) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        return Mono.fromRunnable(() -> room(session).emit(type, data));
                    }
                }))
                .then();
    }

    static Map<String, ?> priceOf(Item item) {
        Map<String, Object> data = new HashMap<>();
        data.put("sku", item.sku());
        data.put("livePriceFen", item.livePriceFen());
        data.put("buyerLimit", item.buyerLimit());
        data.put("title", item.title());
        data.put("optionName", item.optionName());
        data.put("position", item.position());
        return data;
    }
}
