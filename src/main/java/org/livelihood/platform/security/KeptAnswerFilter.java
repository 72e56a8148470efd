package org.livelihood.platform.security;

import org.livelihood.platform.http.KeptAnswers;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Before the door lie only copies of what it let out to everybody a moment ago ({@link KeptAnswers}); all else goes
 * through it. Whoever takes one is counted as a reader, as behind the door.
 */
@Component
@Order(KeptAnswerFilter.BEFORE_THE_DOOR)
class KeptAnswerFilter implements WebFilter {

    static final int BEFORE_THE_DOOR = -150;

    private final KeptAnswers kept;
    private final RateLimits limits;

    KeptAnswerFilter(KeptAnswers kept, RateLimits limits) {
        this.kept = kept;
        this.limits = limits;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Mono<Void> answer = kept.answer(exchange);
        return answer == null ? chain.filter(exchange) : limits.asGuest(exchange, answer);
    }
}
