package org.livelihood.account.statement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the methods by which statements are computed; none is ever changed. */
@Service
public class Methods {

    private final MethodStore store;

    Methods(MethodStore store) {
        this.store = store;
    }

    Mono<List<Method>> list() {
        return store.list().collectList();
    }

    /** Adds a version. Refused with METHOD_NOT_LATER. */
    @Transactional
    Mono<Method> add(Caller caller, NewMethod draft) {
        return store.add(draft, caller.account())
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(StatementReason.METHOD_NOT_LATER, "validFrom")));
    }

    /** The version asked for, or the one that holds on a day. Refused with METHOD_NOT_FOUND. */
    Mono<Method> pick(@Nullable Integer version, LocalDate day, Instant known) {
        return store.pick(version, day, known)
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(StatementReason.METHOD_NOT_FOUND, "method")));
    }
}
