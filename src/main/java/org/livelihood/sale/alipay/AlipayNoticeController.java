package org.livelihood.sale.alipay;

import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.sale.payment.ProviderTalk;
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

    private final ProviderTalk talk;

    AlipayNoticeController(ProviderTalk talk) {
        this.talk = talk;
    }

    /**
     * For Alipay, which goes on telling until it is answered with this one word. The form is read as it came: what is
     * signed hangs on its charset, and no name may come twice.
     */
    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE, produces = MediaType.TEXT_PLAIN_VALUE)
    @PublicEndpoint
    Mono<String> notified(ServerHttpRequest request) {
        return talk.heard(AlipayProvider.NAME, request).thenReturn(TAKEN);
    }
}
