package org.livelihood.sale.alipay;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.livelihood.platform.kernel.Sha256;
import org.livelihood.sale.bill.Bill;
import org.livelihood.sale.bill.BillSource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Alipay's bills: a question for the address, which is good for half a minute, and the file there. */
final class AlipayBills implements BillSource {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final AlipayGateway gateway;
    private final int feeBasisPoints;
    private final WebClient web = WebClient.builder()
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MOST_BYTES))
            .build();

    AlipayBills(AlipayGateway gateway, int feeBasisPoints) {
        this.gateway = gateway;
        this.feeBasisPoints = feeBasisPoints;
    }

    @Override
    public String provider() {
        return AlipayProvider.NAME;
    }

    @Override
    public int feeBasisPoints() {
        return feeBasisPoints;
    }

    @Override
    public Mono<Bill> of(LocalDate day) {
        Map<String, String> business = Map.of("bill_type", "trade", "bill_date", day.toString());
        return gateway.ask("alipay.data.dataservice.bill.downloadurl.query", business)
                .map(answer -> URI.create(answer.path("bill_download_url").asString()))
                .flatMap(this::file)
                .publishOn(Schedulers.boundedElastic())
                .map(file -> new Bill(AlipayBillFile.lines(file), Sha256.hex(file)))
                .onErrorResume(AlipayBills::isNone, none -> Mono.just(Bill.none()));
    }

    private Mono<byte[]> file(URI address) {
        return web.get()
                .uri(address)
                .retrieve()
                .bodyToMono(byte[].class)
                .timeout(PATIENCE)
                .onErrorMap(failure -> AlipayFailure.saying(
                        "a bill that cannot be fetched, " + failure.getClass().getSimpleName()));
    }

    private static boolean isNone(Throwable error) {
        return error instanceof AlipayFailure failure && failure.is("NO_BILL_DATA", "BILL_NOT_EXIST");
    }
}
