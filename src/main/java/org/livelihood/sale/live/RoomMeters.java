package org.livelihood.sale.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Rooms that are watched, and by how many, on this node. */
@Component
class RoomMeters implements MeterBinder {

    private final LiveRooms news;

    RoomMeters(LiveRooms news) {
        this.news = news;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("livelihood.rooms.watched", () -> news.watched().size())
                .description("Live rooms that somebody watches")
                .register(registry);
        Gauge.builder("livelihood.rooms.viewers", this::viewers)
                .description("Viewers of all rooms")
                .register(registry);
    }

    private int viewers() {
        return news.watched().stream().mapToInt(news::viewersOf).sum();
    }
}
