package org.livelihood.sale.live;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.AfterCommit;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.sale.live.Session.Item;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rooms of this node. News may be lost with the node: everything in them is an absolute value, and a viewer who
 * comes back gets a snapshot. With several nodes, {@link #tell} is where another node's news would come in.
 */
@Component
class LiveRooms {

    private final Map<SessionId, LiveRoom> rooms = new ConcurrentHashMap<>();
    private final JsonMapper json;
    private final Clock clock;

    LiveRooms(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** A viewer's place in a room, and the room. */
    record Seat(LiveRoom room, LiveRoom.Viewer viewer) {}

    /** Lets a viewer in; a room that nobody watched so far begins a new log. */
    Seat enter(SessionId session, @Nullable String lastEventId) {
        Map<SessionId, Seat> taken = new HashMap<>();
        rooms.compute(session, (id, known) -> {
            LiveRoom room = known == null ? new LiveRoom(id, newEpoch(), json, clock) : known;
            taken.put(id, new Seat(room, room.join(lastEventId)));
            return room;
        });
        return Objects.requireNonNull(taken.get(session));
    }

    private static String newEpoch() {
        return Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 20, 36);
    }

    /** Rooms that somebody watches. */
    List<SessionId> watched() {
        return rooms.entrySet().stream()
                .filter(entry -> entry.getValue().viewerCount() > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    int viewersOf(SessionId session) {
        LiveRoom room = rooms.get(session);
        return room == null ? 0 : room.viewerCount();
    }

    /** Forgets rooms that nobody has watched for so long that nobody can come back to their log. */
    void forgetEmptyRooms() {
        rooms.keySet()
                .forEach(session -> rooms.computeIfPresent(session, (id, room) -> room.isForgettable() ? null : room));
    }

    /** Lets every viewer go: the program ends. */
    void close() {
        rooms.values().forEach(LiveRoom::close);
    }

    /** Tells the room now. A room without a log has nobody to tell: who comes next gets a snapshot. */
    void tell(SessionId session, String type, Map<String, ?> data) {
        LiveRoom room = rooms.get(session);
        if (room != null) {
            room.emit(type, data);
        }
    }

    /** Tells the room once the transaction has committed, the outermost one, and never if it does not. */
    Mono<Void> afterCommit(SessionId session, String type, Map<String, ?> data) {
        return AfterCommit.run(() -> tell(session, type, data));
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
