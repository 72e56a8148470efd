package org.livelihood.platform.miniprogram;

import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks WeChat, each question once and within a time. It has so many connections and so many that wait for one: when
 * WeChat is slow, further questions are refused at once, and the rest of the program does not notice.
 *
 * <p>Answers are JSON that calls itself {@code text/plain}. What is logged is never an address, for codes and the app's
 * secret stand in it.
 */
@Component
class WeixinClient {

    private static final Logger LOG = LoggerFactory.getLogger(WeixinClient.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PATIENCE_FOR_A_CONNECTION = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 32;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MiniProgramSettings settings;
    private final Duration patience;
    private final WebClient web;

    @Autowired
    WeixinClient(MiniProgramSettings settings) {
        this(settings, PATIENCE, CONNECTIONS);
    }

    /** @param connections how many there are, and how many may wait for one */
    WeixinClient(MiniProgramSettings settings, Duration patience, int connections) {
        settings.requireWhole();
        this.settings = settings;
        this.patience = patience;
        web = WebClient.builder()
                .baseUrl(settings.address())
                .clientConnector(new ReactorClientHttpConnector(client(patience, connections)))
                .build();
    }

    private static HttpClient client(Duration patience, int connections) {
        ConnectionProvider bulkhead = ConnectionProvider.builder("weixin")
                .maxConnections(connections)
                .pendingAcquireMaxCount(connections)
                .pendingAcquireTimeout(PATIENCE_FOR_A_CONNECTION)
                .maxIdleTime(IDLE)
                .build();
        return HttpClient.create(bulkhead)
                .disableRetry(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(patience.toMillis()))
                .responseTimeout(patience);
    }

    /** A phone number that WeChat has checked: country code and number, {@code +8613800138000}. */
    record Phone(String number) {

        @Override
        public String toString() {
            return "a phone";
        }
    }

    /** Whom a login code stands for: her openid in this app. */
    Mono<String> openidOf(String code) {
        return ask(
                        web.get()
                                .uri(
                                        "/sns/jscode2session?appid={app}&secret={secret}&js_code={code}"
                                                + "&grant_type=authorization_code",
                                        settings.app(),
                                        settings.secret().value(),
                                        code),
                        WeixinAnswer.Session.class)
                .map(session -> required(session.openid()));
    }

    /**
     * The app's access token. It is the stable one: asking again gives the same and ends no other node's, as that of
     * {@code /cgi-bin/token} would.
     */
    Mono<WeixinAnswer.Token> token() {
        return ask(
                web.post()
                        .uri("/cgi-bin/stable_token")
                        .bodyValue(Map.of(
                                "grant_type",
                                "client_credential",
                                "appid",
                                settings.app(),
                                "secret",
                                settings.secret().value())),
                WeixinAnswer.Token.class);
    }

    /**
     * The phone that a code of the phone button stands for. Fails with {@link WeixinAnswer.StaleToken} if the token has
     * ended.
     *
     * @param openid whose phone it has to be; null where that is not known
     */
    Mono<Phone> phoneOf(String token, String code, @Nullable String openid) {
        Map<String, String> question = new LinkedHashMap<>(Map.of("code", code));
        if (openid != null) {
            question.put("openid", openid);
        }
        return ask(
                        web.post()
                                .uri("/wxa/business/getuserphonenumber?access_token={token}", token)
                                .bodyValue(question),
                        WeixinAnswer.Phone.class)
                .map(answer -> phone(required(answer.info())));
    }

    private Phone phone(WeixinAnswer.PhoneInfo info) {
        if (!settings.app().equals(required(info.watermark()).appid())) {
            throw Refusal.ofField(MiniProgramReason.OTHER_APP, "code");
        }
        String number = "+" + required(info.countryCode()) + required(info.purePhoneNumber());
        if (!number.matches("\\+[0-9]{6,18}")) {
            throw WeixinAnswer.unavailable();
        }
        return new Phone(number);
    }

    private static <T> T required(@Nullable T part) {
        if (part == null) {
            throw WeixinAnswer.unavailable();
        }
        return part;
    }

    private <T extends WeixinAnswer> Mono<T> ask(WebClient.RequestHeadersSpec<?> question, Class<T> kind) {
        return question.retrieve()
                .bodyToMono(byte[].class)
                .timeout(patience)
                .map(body -> JSON.readValue(body, kind))
                .onErrorMap(WeixinClient::silence)
                .switchIfEmpty(Mono.error(WeixinAnswer::unavailable))
                .doOnNext(WeixinAnswer::requireDone);
    }

    private static Refusal silence(Throwable error) {
        LOG.warn("WeChat gave no answer that can be read: {}", error.getClass().getSimpleName());
        return WeixinAnswer.unavailable();
    }
}
