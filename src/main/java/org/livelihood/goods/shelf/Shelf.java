package org.livelihood.goods.shelf;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.category.Categories;
import org.livelihood.goods.search.Wanted;
import org.livelihood.goods.shelf.ShelfStore.Placed;
import org.livelihood.people.region.Regions;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Page;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Face of the shelf. What the catalog lists is put here, in its transaction; what it does not list any more is taken
 * down.
 */
@Service
public class Shelf {

    private final ShelfStore store;
    private final ShelfEntryStore entries;
    private final ShelfPages pages;
    private final Categories categories;
    private final Regions regions;

    Shelf(ShelfStore store, ShelfEntryStore entries, ShelfPages pages, Categories categories, Regions regions) {
        this.store = store;
        this.entries = entries;
        this.pages = pages;
        this.categories = categories;
        this.regions = regions;
    }

    /**
     * One page of what was found.
     *
     * @param didYouMean titles of what is like it, where nothing was found
     */
    record Found(List<Card> items, @Nullable String nextCursor, List<String> didYouMean) {}

    /** Puts a listing on the shelf, or shows it as it is now. How many were sold stays. */
    public Mono<Void> show(Card card) {
        return entries.put(card).then(pages.forgetAfterCommit());
    }

    /** Takes a listing down; it need not be there. */
    public Mono<Void> hide(ListingId listing) {
        return entries.remove(listing).then(pages.forgetAfterCommit());
    }

    /** Listings that are to be shown anew, since they are found by what an older program thought of. */
    public Flux<ListingId> outdated(int limit) {
        return entries.outdated(limit);
    }

    /** Up to when sales are counted, for whoever counts on, until the transaction ends; empty while another does. */
    public Mono<Instant> lockCounted() {
        return entries.lockCounted();
    }

    /**
     * Says how many units of these listings were sold until a time.
     *
     * @param sold of each all that was ever sold and not given back
     */
    public Mono<Void> counted(Map<ListingId, Long> sold, Instant until) {
        return entries.sold(sold).then(entries.counted(until));
    }

    Mono<Found> find(Asked.Page asked) {
        return Mono.fromCallable(() -> Optional.ofNullable(Cursor.decode(asked.cursor())))
                .flatMap(after ->
                        questionOf(asked.asked()).flatMap(question -> found(question, asked, after.orElse(null))));
    }

    private Mono<Question> questionOf(Asked asked) {
        return categories.tree().map(asked::toQuestion);
    }

    private Mono<Found> found(Question question, Asked.Page asked, @Nullable Cursor after) {
        return store.page(question, asked.order(), after, asked.limit() + 1)
                .collectList()
                .flatMap(rows -> {
                    Page<Placed> page = Page.of(rows, asked.limit(), Placed::place);
                    List<Card> cards = page.items().stream().map(Placed::card).toList();
                    return (cards.isEmpty() && after == null ? near(question) : Mono.just(List.<String>of()))
                            .map(titles -> new Found(cards, page.nextCursor(), titles));
                });
    }

    private Mono<List<String>> near(Question question) {
        Wanted wanted = question.wanted();
        return wanted == null || wanted.near().isEmpty()
                ? Mono.just(List.of())
                : store.near(question, wanted.near()).collectList();
    }

    Mono<Facets> count(Asked asked) {
        int digits = Counting.digitsBelow(asked.originPrefix());
        return categories
                .tree()
                .flatMap(tree -> store.counts(asked.toQuestion(tree), digits, Counting.BANDS)
                        .collectList()
                        .map(Counting::new)
                        .flatMap(counting -> regions.names(counting.originCodes())
                                .map(names -> counting.facets(tree, asked.category(), names))));
    }
}
