package org.livelihood.sale.alipay;

import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.sale.payment.ProviderTalk;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/payments/notifications/" + AlipayProvider.NAME)
class AlipayNoticeController {

    private static final String TAKEN = "success";
    private static final int LONGEST = 64 * 1024;

    private final ProviderTalk talk;

    AlipayNoticeController(ProviderTalk talk) {
        this.talk = talk;
    }

    /**
     * Hear from Alipay. It goes on telling until it is answered with the one word {@code success}. The form is read as
     * it came: what is signed hangs on its charset, and no name may come twice.
     */
    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE, produces = MediaType.TEXT_PLAIN_VALUE)
    @PublicEndpoint
    Mono<String> notified(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), LONGEST)
                .map(AlipayNoticeController::bytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> talk.heard(AlipayProvider.NAME, request.getHeaders(), body))
                .thenReturn(TAKEN);
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
