package org.livelihood.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livelihood.support.LocalServer;
import org.livelihood.support.LocalServer.Answer;
import org.livelihood.support.LocalServer.Request;

class WebhookSenderTest {

    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final byte[] FORMER = "fedcba9876543210fedcba9876543210".getBytes(StandardCharsets.UTF_8);
    private static final String BODY = "{\"type\":\"webhook.test\"}";

    private final Queue<Request> received = new ConcurrentLinkedQueue<>();

    private LocalServer server(int status, Map<String, String> headers, byte[] body) {
        return new LocalServer(request -> {
            received.add(request);
            return new Answer(status, headers, body);
        });
    }

    private static WebhookSender sender(Set<String> exempt, Duration patience) {
        return new WebhookSender(new PublicResolver(InetAddress::getAllByName, exempt), patience, Clock.systemUTC());
    }

    private static WebhookSender.Outcome send(WebhookSender sender, String url, byte[]... secrets) {
        return sender.send(url, List.of(secrets), UUID.randomUUID(), BODY)
                .blockOptional(Duration.ofSeconds(20))
                .orElseThrow();
    }

    private static WebhookSender.Outcome sendToTrialHost(String url) {
        return send(sender(Set.of("127.0.0.1"), Duration.ofSeconds(10)), url, SECRET);
    }

    /** The worked example of the libraries of Standard Webhooks. */
    @Test
    void theSignatureIsTheOneThatReceiversExpect() {
        byte[] secret = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(Signature.of(
                        List.of(secret), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void whatIsSentIsGenuineToWhoHasEitherSecretAndToNobodyElse() {
        LocalServer server = server(204, Map.of(), new byte[0]);
        WebhookSender sender = sender(Set.of("127.0.0.1"), Duration.ofSeconds(10));
        assertThat(send(sender, server.address() + "/hook?a=b", SECRET, FORMER))
                .isEqualTo(new WebhookSender.Outcome(true, false, "204", null));
        Request request = received.remove();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/hook?a=b");
        assertThat(request.header("content-type")).isEqualTo("application/json");
        Instant now = Instant.now();
        Verifier receiver = new Verifier(WebhookSecrets.text(SECRET));
        assertThat(receiver.isGenuine(request, now)).isTrue();
        assertThat(new Verifier(WebhookSecrets.text(FORMER)).isGenuine(request, now))
                .isTrue();
        byte[] another = "another-secret-of-thirty-two-byt".getBytes(StandardCharsets.UTF_8);
        assertThat(new Verifier(WebhookSecrets.text(another)).isGenuine(request, now))
                .isFalse();
        assertThat(receiver.isGenuine(changed(request, "webhook-timestamp", "1614265330"), now))
                .isFalse();
        assertThat(receiver.isGenuine(changed(request, "webhook-id", "another"), now))
                .isFalse();
        Request otherBody = new Request("POST", "/", request.headers(), "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(receiver.isGenuine(otherBody, now)).isFalse();
    }

    @Test
    void theLibraryOfStandardWebhooksTakesIt() throws WebhookVerificationException {
        LocalServer server = server(200, Map.of(), new byte[0]);
        send(sender(Set.of("127.0.0.1"), Duration.ofSeconds(10)), server.address(), SECRET, FORMER);
        Request request = received.remove();
        Map<String, List<String>> headers = new HashMap<>();
        request.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        String body = new String(request.body(), StandardCharsets.UTF_8);
        new Webhook(WebhookSecrets.text(FORMER)).verify(body, headers);
        Webhook receiver = new Webhook(WebhookSecrets.text(SECRET));
        receiver.verify(body, headers);
        assertThatThrownBy(() -> receiver.verify(body + " ", headers)).isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void aReplayIsTooOldOrSeenBefore() {
        LocalServer server = server(200, Map.of(), new byte[0]);
        sendToTrialHost(server.address());
        Request request = received.remove();
        Verifier receiver = new Verifier(WebhookSecrets.text(SECRET));
        assertThat(receiver.isGenuine(request, Instant.now().plus(Duration.ofMinutes(6))))
                .isFalse();
        assertThat(receiver.isNew(request)).isTrue();
        assertThat(receiver.isNew(request)).isFalse();
    }

    private static Request changed(Request request, String header, String value) {
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.put(header, value);
        return new Request(request.method(), request.path(), headers, request.body());
    }

    @Test
    void aRedirectIsNotFollowed() {
        LocalServer elsewhere = server(200, Map.of(), new byte[0]);
        LocalServer server =
                new LocalServer(request -> new Answer(307, Map.of("Location", elsewhere.address()), new byte[0]));
        assertThat(sendToTrialHost(server.address()).text()).isEqualTo("307");
        assertThat(sendToTrialHost(server.address()).taken()).isFalse();
        assertThat(received).isEmpty();
    }

    @Test
    void gonePausesAndSilenceAreToldApart() {
        assertThat(sendToTrialHost(server(410, Map.of(), new byte[0]).address()).gone())
                .isTrue();
        WebhookSender.Outcome busy = sendToTrialHost(
                server(503, Map.of("Retry-After", "90"), new byte[0]).address());
        assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(90));
        assertThat(busy.taken()).isFalse();
        assertThat(sendToTrialHost(new LocalServer(request -> null).address()).text())
                .isEqualTo("NO_ANSWER");
        assertThat(sendToTrialHost("http://127.0.0.1:1/").text()).isEqualTo("NO_ANSWER");
    }

    @Test
    void ofAnAnswerOnlyTheHeadIsRead() {
        LocalServer server = server(200, Map.of(), new byte[16 * 1024 * 1024]);
        assertThat(sendToTrialHost(server.address()).taken()).isTrue();
    }

    @Test
    void aReceiverIsWaitedForOnlySoLong() {
        CountDownLatch end = new CountDownLatch(1);
        LocalServer server = new LocalServer(request -> {
            try {
                end.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return null;
        });
        WebhookSender impatient = sender(Set.of("127.0.0.1"), Duration.ofMillis(300));
        assertThat(send(impatient, server.address(), SECRET).text()).isEqualTo("TIMEOUT");
        end.countDown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0x7f.1", "2130706433", "0"})
    void whatLeadsHomeIsNotCalled(String host) {
        LocalServer server = server(200, Map.of(), new byte[0]);
        String port = server.address().substring(server.address().lastIndexOf(':'));
        WebhookSender.Outcome outcome =
                send(sender(Set.of(), Duration.ofSeconds(5)), "http://" + host + port + "/", SECRET);
        assertThat(outcome.taken()).isFalse();
        assertThat(outcome.text()).isIn("ADDRESS_NOT_PUBLIC", "UNKNOWN_HOST");
        assertThat(received).isEmpty();
    }

    /** The name means a public address first and this machine afterwards: it is asked for once, and that is used. */
    @Test
    void aNameThatChangesItsMeaningGainsNothing() throws Exception {
        LocalServer server = server(200, Map.of(), new byte[0]);
        String port = server.address().substring(server.address().lastIndexOf(':'));
        InetAddress nobody = InetAddress.getByName("1.0.0.1");
        InetAddress home = InetAddress.getLoopbackAddress();
        AtomicInteger asked = new AtomicInteger();
        PublicResolver changing =
                new PublicResolver(host -> new InetAddress[] {asked.getAndIncrement() == 0 ? nobody : home}, Set.of());
        WebhookSender sender = new WebhookSender(changing, Duration.ofSeconds(1), Clock.systemUTC());
        assertThat(send(sender, "http://rebind.example" + port, SECRET).taken()).isFalse();
        assertThat(asked).hasValue(1);
        assertThat(send(sender, "http://rebind.example" + port, SECRET).text()).isEqualTo("ADDRESS_NOT_PUBLIC");
        PublicResolver both = new PublicResolver(host -> new InetAddress[] {nobody, home}, Set.of());
        WebhookSender other = new WebhookSender(both, Duration.ofSeconds(1), Clock.systemUTC());
        assertThat(send(other, "http://rebind.example" + port, SECRET).text()).isEqualTo("ADDRESS_NOT_PUBLIC");
        assertThat(received).isEmpty();
    }
}
