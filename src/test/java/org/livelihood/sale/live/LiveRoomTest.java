package org.livelihood.sale.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.sale.live.LiveRoom.Viewer;
import reactor.core.Disposable;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

class LiveRoomTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T12:00:00Z"));
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final SessionId session = SessionId.next();
    private final LiveRoom room = room("e1");

    private LiveRoom room(String epoch) {
        return new LiveRoom(session, epoch, JsonMapper.builder().build(), clock);
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private void emit(int count) {
        for (int i = 0; i < count; i++) {
            room.emit("product.stock", Map.of("available", i));
        }
    }

    private static List<String> received(Viewer viewer) {
        List<String> events = new ArrayList<>();
        viewer.events().subscribe(bytes -> events.add(new String(bytes, StandardCharsets.UTF_8)));
        return events;
    }

    @Test
    void anEventIsOneEnvelope() {
        List<String> events = received(room.join(null));
        room.emit("product.pinned", Map.of("sku", "s"));
        assertThat(events)
                .containsExactly("id: e1-1\nevent: product.pinned\ndata: {\"v\":1,\"room\":\"" + session
                        + "\",\"seq\":1,\"ts\":\"2026-03-02T12:00:00Z\",\"type\":\"product.pinned\",\"data\":{\"sku\":\"s\"}}"
                        + "\n\n");
    }

    @Test
    void everyViewerGetsTheSameBytes() {
        List<byte[]> seen = new ArrayList<>();
        room.join(null).events().subscribe(seen::add);
        room.join(null).events().subscribe(seen::add);
        emit(1);
        assertThat(seen.get(0)).isSameAs(seen.get(1));
    }

    @Test
    void whoComesBackGetsWhatSheMissedAndThenTheNews() {
        emit(5);
        Viewer viewer = room.join("e1-3");
        assertThat(viewer.complete()).isTrue();
        assertThat(viewer.missed()).hasSize(2);
        assertThat(viewer.joinedAt()).isEqualTo(5);
        assertThat(received(viewer)).isEmpty();
        assertThat(room.join("e1-5").missed()).isEmpty();
        assertThat(room.join("e1-5").complete()).isTrue();
    }

    @Test
    void whatTheLogDoesNotHoldIsToldAnew() {
        emit(LiveRoom.RING + 10);
        assertThat(room.join("e1-9").complete()).isFalse();
        assertThat(room.join("e1-10").complete()).isTrue();
        for (String foreign : new String[] {null, "", "e1-", "e1-x", "e2-12", "e1--3", "e1-99999", "12"}) {
            assertThat(room.join(foreign).complete()).as("%s", foreign).isFalse();
        }
    }

    @Test
    void theLogForgetsAfterTwoMinutes() {
        emit(3);
        pass(LiveRoom.KEPT.plusSeconds(1));
        emit(1);
        assertThat(room.join("e1-2").complete()).isFalse();
        assertThat(room.join("e1-3").complete()).isTrue();
    }

    @Test
    void whoDoesNotKeepUpIsLetGoAndTheOthersDoNotNotice() {
        Viewer slow = room.join(null);
        StepVerifier.create(slow.events(), 1)
                .then(() -> emit(1))
                .expectNextCount(1)
                .then(() -> {
                    List<String> quick = received(room.join(null));
                    emit(LiveRoom.VIEWER_BUFFER + 1);
                    assertThat(quick).hasSize(LiveRoom.VIEWER_BUFFER + 1);
                })
                .thenCancel()
                .verify();
        StepVerifier.create(slow.letGo()).verifyComplete();
        assertThat(room.viewerCount()).isEqualTo(1);
    }

    @Test
    void theLastViewerLeavesAndTheRoomGoesOn() {
        Viewer viewer = room.join(null);
        Disposable stream = viewer.events().subscribe();
        stream.dispose();
        viewer.leave();
        emit(1);
        assertThat(room.viewerCount()).isZero();
        assertThat(room.join("e1-0").missed()).hasSize(1);
    }

    @Test
    void anEmptyRoomIsKeptAsLongAsSomebodyMayComeBack() {
        Viewer viewer = room.join(null);
        pass(LiveRoom.KEPT.multipliedBy(5));
        assertThat(room.isForgettable()).isFalse();
        viewer.leave();
        assertThat(room.isForgettable()).isFalse();
        pass(LiveRoom.KEPT.plusSeconds(1));
        assertThat(room.isForgettable()).isTrue();
    }

    @Test
    void aClosedRoomLetsEverybodyGo() {
        Viewer viewer = room.join(null);
        room.close();
        StepVerifier.create(viewer.letGo()).verifyComplete();
        assertThat(room.viewerCount()).isZero();
    }
}
