package org.livelihood.sale.alipay;

import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.sale.payment.ProviderTalk;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
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

    /** For Alipay, which goes on telling until it is answered with this one word. */
    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE, produces = MediaType.TEXT_PLAIN_VALUE)
    @PublicEndpoint
    Mono<String> notified(@RequestHeader HttpHeaders headers, @RequestBody byte[] body) {
        return talk.heard(AlipayProvider.NAME, headers, body).thenReturn(TAKEN);
    }
}
