package org.livelihood.people.household;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Checks what lies sealed: that it opens, and is what its blind index was made of. Nothing of it gets out. */
@Service
public class SealedRecords {

    private final SealedStore store;

    SealedRecords(SealedStore store) {
        this.store = store;
    }

    /** What lies sealed. */
    public enum Kind {
        /** A person's name, ID number, phone and account. */
        PERSON,
        /** A payee's bank account. */
        PAYEE
    }

    /**
     * How many were looked at, and which do not open or are others than their index says.
     *
     * @param unlike ids of persons or payees
     */
    public record Found(Kind kind, long examined, List<UUID> unlike) {}

    /** Looks at all of a kind, page by page. */
    public Mono<Found> check(Kind kind) {
        return pages(kind)
                .flatMapIterable(page -> page)
                .collectList()
                .map(all -> new Found(
                        kind,
                        all.size(),
                        all.stream()
                                .filter(row -> !row.sound())
                                .map(SealedStore.Opened::id)
                                .toList()));
    }

    private Flux<List<SealedStore.Opened>> pages(Kind kind) {
        return page(kind, new UUID(0, 0))
                .expand(page -> page.size() < SealedStore.PAGE
                        ? Mono.empty()
                        : page(kind, page.get(page.size() - 1).id()));
    }

    private Mono<List<SealedStore.Opened>> page(Kind kind, UUID after) {
        return (kind == Kind.PERSON ? store.persons(after) : store.payees(after)).collectList();
    }
}
