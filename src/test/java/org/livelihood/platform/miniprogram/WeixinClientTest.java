package org.livelihood.platform.miniprogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livelihood.platform.kernel.Reason;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.settings.CannotStart;
import org.livelihood.support.Given;
import org.livelihood.support.LocalServer;
import org.livelihood.support.LocalServer.Answer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What WeChat says, and what it then means here. */
class WeixinClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WeixinServer weixin = new WeixinServer();
    private final WeixinClient client = client(weixin.address(), PATIENCE, 4);

    private static WeixinClient client(String address, Duration patience, int connections) {
        return new WeixinClient(settings(WeixinServer.SECRET, address), patience, connections);
    }

    private static MiniProgramSettings settings(String secret, String address) {
        return Given.settings(
                MiniProgramSettings.class,
                Map.of(
                        "LIVELIHOOD_MINI_PROGRAM_APP", WeixinServer.APP,
                        "LIVELIHOOD_MINI_PROGRAM_SECRET", secret,
                        "LIVELIHOOD_MINI_PROGRAM_ADDRESS", address));
    }

    private static Reason refused(Mono<?> answer) {
        return Objects.requireNonNull(answer.then(Mono.<Reason>empty())
                .onErrorResume(Refusal.class, refused -> Mono.just(refused.reason()))
                .block());
    }

    @Test
    @DisplayName("an answer without errcode is a success, though it calls itself text; the code arrives as it was")
    void signsIn() {
        weixin.opens("o-hongdan", "0a1+b/c=d&e");
        assertThat(client.openidOf("0a1+b/c=d&e").block()).isEqualTo("o-hongdan");
    }

    @ParameterizedTest
    @CsvSource({
        "40029, BAD_CODE",
        "40163, BAD_CODE",
        "45011, TOO_OFTEN",
        "40226, BLOCKED",
        "-1, WEIXIN_UNAVAILABLE",
        "40125, WEIXIN_UNAVAILABLE"
    })
    void errorsOfWeChat(int errcode, MiniProgramReason meaning) {
        weixin.answerNext(WeixinServer.error(errcode, "whatever"));
        assertThat(refused(client.openidOf("code"))).isEqualTo(meaning);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>busy</html>", "{}", "[]", "null", "{\"openid\":null}"})
    @DisplayName("what is no answer is one reason, and nobody is signed in by it")
    void noAnswer(String body) {
        weixin.answerNext(body);
        assertThat(refused(client.openidOf("code"))).isEqualTo(MiniProgramReason.WEIXIN_UNAVAILABLE);
    }

    @Test
    @DisplayName("a number's country code comes as a number or as text")
    void phones() {
        weixin.taps(null, "tap", "13800138000");
        assertThat(client.phoneOf(weixin.currentToken(), "tap", null)
                        .map(WeixinClient.Phone::number)
                        .block())
                .isEqualTo("+8613800138000");
        weixin.answerNext(WeixinServer.vouched("13800138000", WeixinServer.APP).replace(":86,", ":\"86\","));
        assertThat(client.phoneOf("any", "tap", null)
                        .map(WeixinClient.Phone::number)
                        .block())
                .isEqualTo("+8613800138000");
    }

    @Test
    @DisplayName("a number that was given to another app, or is none, is not taken; nor is it ever told")
    void phonesThatAreNotTaken() {
        weixin.answerNext(WeixinServer.vouched("13800138000", "wx11111111111111cd"));
        assertThat(refused(client.phoneOf("any", "tap", null))).isEqualTo(MiniProgramReason.OTHER_APP);
        weixin.answerNext(WeixinServer.vouched("call me", WeixinServer.APP));
        assertThat(refused(client.phoneOf("any", "tap", null))).isEqualTo(MiniProgramReason.WEIXIN_UNAVAILABLE);
        assertThat(new WeixinClient.Phone("+8613800138000").toString()).doesNotContain("138");
    }

    @Test
    @DisplayName("who is silent is waited for no longer than the patience; beyond the bulkhead nobody waits at all")
    void silence() {
        CountDownLatch over = new CountDownLatch(1);
        LocalServer silent = new LocalServer(request -> {
            try {
                over.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return new Answer(200, Map.of(), new byte[0]);
        });
        WeixinClient hasty = client(silent.address(), Duration.ofSeconds(1), 1);
        List<Long> waits = Flux.range(0, 3)
                .flatMap(any -> Mono.fromCallable(System::nanoTime)
                        .flatMap(began -> hasty.openidOf("code")
                                .then(Mono.<Long>empty())
                                .onErrorResume(Refusal.class, refused -> Mono.just(System.nanoTime() - began))))
                .map(nanos -> Duration.ofNanos(nanos).toMillis())
                .collectList()
                .blockOptional()
                .orElseThrow();
        over.countDown();
        assertThat(waits).hasSize(3).allMatch(millis -> millis < 2_500).anyMatch(millis -> millis < 700);
    }

    @Test
    void anAppWithoutItsSecretIsNoMiniProgram() {
        MiniProgramSettings half = settings("", weixin.address());
        assertThatThrownBy(() -> new WeixinClient(half)).isInstanceOf(CannotStart.class);
    }
}
