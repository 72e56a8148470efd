package org.livelihood.goods.category;

import java.time.Duration;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Turns;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the categories. They are never taken away, since listings name them. */
@Service
public class Categories {

    private static final int MOST_LEVELS = 4;
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final CategoryStore store;
    private final DatabaseClient database;
    private final Mono<CategoryTree> tree;

    Categories(CategoryStore store, DatabaseClient database) {
        this.store = store;
        this.database = database;
        this.tree = fresh().cache(found -> KEPT, failure -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** What is to be written of a category. */
    record Entry(
            String code, @Nullable String parentCode, String name, String nameEn, int position, boolean noFreeReturn) {}

    /** All categories as they stood within the last seconds, for questions that are asked often. */
    public Mono<CategoryTree> tree() {
        return tree;
    }

    private Mono<CategoryTree> fresh() {
        return store.all().collectList().map(CategoryTree::new);
    }

    /** All, each before those below it. */
    Mono<List<Category>> all() {
        return fresh().map(CategoryTree::inOrder);
    }

    /** Refused with NOT_FOUND. */
    Mono<Category> get(String code) {
        return store.find(code).switchIfEmpty(Mono.error(() -> new Refusal(CategoryReason.NOT_FOUND, code)));
    }

    /**
     * Completes when there is such a category. Refused with UNKNOWN.
     *
     * @param field of the request that names it
     */
    public Mono<Void> requireKnown(String code, String field) {
        return store.find(code)
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(CategoryReason.UNKNOWN, field)))
                .then();
    }

    /** Refused with TAKEN, UNKNOWN or MISPLACED. */
    @Transactional
    public Mono<Category> add(Entry entry) {
        return placed(entry)
                .then(Mono.defer(() -> store.add(entry)))
                .filter(added -> added)
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(CategoryReason.TAKEN, "code")))
                .then(Mono.defer(() -> get(entry.code())));
    }

    /** Refused with NOT_FOUND, STALE, UNKNOWN or MISPLACED. */
    @Transactional
    public Mono<Category> change(Entry entry, IntPredicate version) {
        return placed(entry)
                .then(Mono.defer(() -> get(entry.code())))
                .filter(category -> version.test(category.version()))
                .switchIfEmpty(Mono.error(() -> new Refusal(CategoryReason.STALE, entry.code())))
                .flatMap(category -> store.change(entry))
                .then(Mono.defer(() -> get(entry.code())));
    }

    /** Two that are moved at once could come to stand below each other: one moves at a time. */
    private Mono<Void> placed(Entry entry) {
        return Turns.take(database, "category", "tree").then(fresh()).flatMap(all -> fits(entry, all));
    }

    private static Mono<Void> fits(Entry entry, CategoryTree all) {
        String parent = entry.parentCode();
        if (parent == null) {
            return Mono.empty();
        }
        if (!all.holds(parent)) {
            return Mono.error(() -> Refusal.ofField(CategoryReason.UNKNOWN, "parentCode"));
        }
        boolean fits = !all.within(entry.code()).contains(parent)
                && all.depthOf(parent) + 1 + all.heightOf(entry.code()) <= MOST_LEVELS;
        return fits ? Mono.empty() : Mono.error(() -> Refusal.ofField(CategoryReason.MISPLACED, "parentCode"));
    }
}
