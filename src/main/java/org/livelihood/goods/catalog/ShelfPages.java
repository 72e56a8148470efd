package org.livelihood.goods.catalog;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Sha256;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pages of the shelf as the bytes that are sent, kept for a second. However many ask for a page, the database is asked
 * once. Stock and live prices are never in them.
 */
@Component
class ShelfPages {

    private static final long MOST_BYTES_KEPT = 32L * 1024 * 1024;
    private static final int TAG_DIGITS = 24;

    private final ShelfStore store;
    private final JsonMapper json;
    private final AsyncCache<Asked, Bytes> pages = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES_KEPT)
            .weigher((Asked asked, Bytes page) -> page.body().length)
            .expireAfterWrite(Duration.ofSeconds(1))
            .buildAsync();

    ShelfPages(ShelfStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    /** A page as it is asked for: the cursor is still as the client sent it. */
    record Asked(
            @Nullable String text,
            @Nullable String category,
            @Nullable String originPrefix,
            @Nullable ProducerId producer,
            @Nullable String cursor,
            int limit) {

        Listings.Query toQuery() {
            return new Listings.Query(text, category, originPrefix, producer, Cursor.decode(cursor), limit);
        }
    }

    /** A page as it is sent, with its ETag. */
    record Bytes(byte[] body, String etag) {}

    Mono<Bytes> get(Asked asked) {
        return Mono.fromFuture(
                () -> pages.get(asked, (key, executor) -> read(key).toFuture()), true);
    }

    /** Whether who asks now would be answered with this very page. */
    boolean holds(Asked asked, Bytes page) {
        CompletableFuture<Bytes> now = pages.getIfPresent(asked);
        return now != null && now.isDone() && now.getNow(page) == page;
    }

    private Mono<Bytes> read(Asked asked) {
        return Mono.fromCallable(asked::toQuery)
                .flatMap(this::search)
                .map(json::writeValueAsBytes)
                .map(body -> new Bytes(body, tagOf(body)));
    }

    Mono<Page<Listing.Card>> search(Listings.Query query) {
        return store.search(query)
                .collectList()
                .map(rows -> Page.of(
                        rows,
                        query.limit(),
                        card -> Cursor.of(card.listedAt(), card.id().value())));
    }

    /** What the current transaction changes is to be seen at once on this node, on others within a second. */
    Mono<Void> forgetAfterCommit() {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        return Mono.fromRunnable(pages.synchronous()::invalidateAll);
                    }
                }))
                .then();
    }

    private static String tagOf(byte[] body) {
        return "\"" + Sha256.hex(body).substring(0, TAG_DIGITS) + "\"";
    }
}
