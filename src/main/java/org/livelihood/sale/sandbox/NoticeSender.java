package org.livelihood.sale.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.livelihood.platform.database.Lane;
import org.livelihood.platform.database.NaturalBatches;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Sends notices over HTTP, signed; outside of any transaction. */
@Component
class NoticeSender {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 64;
    private static final int BATCH = 256;
    private static final String ALL = "merchant";

    private final Notices notices;
    private final Cashier cashier;
    private final Clock clock;
    private final JsonMapper json;
    private final NaturalBatches<String, CashierStore.Notice, Boolean> acknowledged;
    private final WebClient web = WebClient.create();

    NoticeSender(Notices notices, Cashier cashier, Clock clock, JsonMapper json) {
        this.notices = notices;
        this.acknowledged = new NaturalBatches<>(1, BATCH, BATCH, Lane.WORK, (all, some) -> notices.done(some));
        this.cashier = cashier;
        this.clock = clock;
        this.json = json;
    }

    /** Sends all that is due. */
    Mono<Void> sendDue() {
        return Mono.defer(notices::claim)
                .flatMap(due -> cashier.secret()
                        .flatMapMany(secret ->
                                Flux.fromIterable(due).flatMap(notice -> send(notice, new Signature(secret)), AT_ONCE))
                        .then(Mono.just(due.size())))
                .repeat()
                .takeUntil(sent -> sent < Notices.BATCH)
                .then();
    }

    private Mono<Void> send(CashierStore.Notice notice, Signature signature) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("number", notice.number());
        content.put("state", notice.state());
        content.put("amountFen", notice.amount());
        content.put("transactionId", notice.transaction());
        byte[] body = json.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        return web.post()
                .uri(notice.url())
                .contentType(MediaType.APPLICATION_JSON)
                .header(Signature.TIMESTAMP_HEADER, timestamp)
                .header(Signature.HEADER, signature.of(timestamp, body))
                .bodyValue(body)
                .retrieve()
                .toBodilessEntity()
                .timeout(PATIENCE)
                .then(Mono.defer(() -> acknowledged.submit(ALL, notice)))
                .then()
                .onErrorResume(failure -> {
                    LOG.info("Notice {} was not taken, will be sent again: {}", notice.id(), failure.toString());
                    return Mono.empty();
                });
    }
}
