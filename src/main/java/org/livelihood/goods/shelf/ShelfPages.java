package org.livelihood.goods.shelf;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.livelihood.platform.database.AfterCommit;
import org.livelihood.platform.kernel.Sha256;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers about the shelf as the bytes that are sent, kept for a second. However many ask for one, the database is
 * asked once. Stock and live prices are never in them.
 */
@Component
class ShelfPages {

    private static final long MOST_BYTES_KEPT = 32L * 1024 * 1024;
    private static final int TAG_DIGITS = 24;

    private final JsonMapper json;
    private final AsyncCache<Record, Bytes> pages = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES_KEPT)
            .weigher((Record asked, Bytes page) -> page.body().length)
            .expireAfterWrite(Duration.ofSeconds(1))
            .buildAsync();

    ShelfPages(JsonMapper json) {
        this.json = json;
    }

    /** An answer as it is sent, with its ETag. */
    record Bytes(byte[] body, String etag) {}

    /**
     * @param asked all that the answer depends on
     * @param answer finds it; asked once, by whoever comes first
     */
    Mono<Bytes> get(Record asked, Supplier<Mono<?>> answer) {
        return Mono.deferContextual(context -> Mono.fromFuture(
                () -> pages.get(
                        asked,
                        (key, executor) -> read(answer).contextWrite(context).toFuture()),
                true));
    }

    /** Whether who asks now would be answered with this very page. */
    boolean holds(Record asked, Bytes page) {
        CompletableFuture<Bytes> now = pages.getIfPresent(asked);
        return now != null && now.isDone() && now.getNow(page) == page;
    }

    private Mono<Bytes> read(Supplier<Mono<?>> answer) {
        return Mono.defer(answer).map(json::writeValueAsBytes).map(body -> new Bytes(body, tagOf(body)));
    }

    /** What the current transaction changes is to be seen at once on this node, on others within a second. */
    Mono<Void> forgetAfterCommit() {
        return AfterCommit.run(pages.synchronous()::invalidateAll);
    }

    private static String tagOf(byte[] body) {
        return "\"" + Sha256.hex(body).substring(0, TAG_DIGITS) + "\"";
    }
}
