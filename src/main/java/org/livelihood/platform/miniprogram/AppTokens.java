package org.livelihood.platform.miniprogram;

import java.time.Duration;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Questions that need the app's access token. One token serves all nodes; when it is over, one of them fetches the next
 * and the others wait for it. No transaction is open meanwhile.
 */
@Component
class AppTokens {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int PAUSES = 50;

    private final WeixinClient weixin;
    private final KeptToken kept;

    AppTokens(WeixinClient weixin, KeptToken kept) {
        this.weixin = weixin;
        this.kept = kept;
    }

    /** Asks with the token that is known; where WeChat does not take it any more, once again with a fresh one. */
    <T> Mono<T> ask(Function<String, Mono<T>> question) {
        return token().flatMap(token -> question.apply(token.text())
                        .onErrorResume(
                                WeixinAnswer.StaleToken.class,
                                stale -> kept.forget(token)
                                        .then(Mono.defer(this::token))
                                        .flatMap(fresh -> question.apply(fresh.text()))))
                .onErrorMap(WeixinAnswer.StaleToken.class, stale -> WeixinAnswer.unavailable());
    }

    private Mono<KeptToken.Token> token() {
        return Mono.defer(kept::find)
                .switchIfEmpty(Mono.defer(this::fetchedInTurn))
                .repeatWhenEmpty(PAUSES + 1, AppTokens::withPauses)
                .switchIfEmpty(Mono.error(WeixinAnswer::unavailable));
    }

    private static Flux<Long> withPauses(Flux<Long> times) {
        return times.take(PAUSES).delayElements(PAUSE);
    }

    /** Empty while another one fetches it. */
    private Mono<KeptToken.Token> fetchedInTurn() {
        return kept.takeTurn()
                .filter(taken -> taken)
                .flatMap(taken -> toItsEnd(
                        fetch().onErrorResume(failure -> kept.leaveTurn().then(Mono.error(failure)))))
                .then(Mono.defer(kept::find));
    }

    /** The others wait for it, so it goes on although the client who needed it first is gone. */
    private static Mono<Void> toItsEnd(Mono<Void> work) {
        return Mono.deferContextual(
                context -> Mono.fromFuture(() -> work.contextWrite(context).toFuture(), true));
    }

    private Mono<Void> fetch() {
        return weixin.token().flatMap(token -> kept.keep(text(token), Duration.ofSeconds(token.seconds())));
    }

    private static String text(WeixinAnswer.Token token) {
        if (token.text() == null) {
            throw WeixinAnswer.unavailable();
        }
        return token.text();
    }
}
