package org.livelihood.support;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.security.Tokens;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One caller's requests over HTTP; answers come as JSON. */
public final class Api {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_AGAIN = 5;

    private final WebTestClient web;
    private final @Nullable String bearer;
    private final int mostAgain;
    private final boolean counted;

    private Api(WebTestClient web, @Nullable String bearer) {
        this(web, bearer, MOST_AGAIN, false);
    }

    private Api(WebTestClient web, @Nullable String bearer, int mostAgain, boolean counted) {
        this.web = web;
        this.bearer = bearer;
        this.mostAgain = mostAgain;
        this.counted = counted;
    }

    /** The same client, that takes the first answer as it is. */
    public Api impatient() {
        return new Api(web, bearer, 0, counted);
    }

    /** The same client, whose answers know how many SQL statements they took. */
    public Api counted() {
        return new Api(web, bearer, mostAgain, true);
    }

    public static Api of(WebTestClient web, Tokens tokens, Caller caller) {
        return new Api(web, tokens.bearer(caller));
    }

    /** With an access token that somebody signed in for. */
    public static Api of(WebTestClient web, String accessToken) {
        return new Api(web, "Bearer " + accessToken);
    }

    public static Api guest(WebTestClient web) {
        return new Api(web, null);
    }

    /** What came back. */
    public record Answer(int status, HttpHeaders headers, JsonNode body) {

        public Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError("expected " + expected + " but was " + status + ": " + body);
            }
            return this;
        }

        /** How many SQL statements it took, of a client that is {@link Api#counted()}. */
        public int statements() {
            return Integer.parseInt(Objects.requireNonNull(headers.getFirst(CountedStatements.ANSWER)));
        }

        private boolean asksToTryAgain() {
            return status == 503
                    && text("/code").equals("http.try-again")
                    && headers.containsHeader(HttpHeaders.RETRY_AFTER);
        }

        public String text(String pointer) {
            return body.at(pointer).asString();
        }

        public long number(String pointer) {
            return body.at(pointer).asLong();
        }
    }

    public Answer get(String path) {
        return send(HttpMethod.GET, path, null, Map.of());
    }

    public Answer post(String path, Object body) {
        return send(
                HttpMethod.POST,
                path,
                body,
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }

    public Answer post(String path, Object body, String idempotencyKey) {
        return send(HttpMethod.POST, path, body, Map.of("Idempotency-Key", idempotencyKey));
    }

    public Answer put(String path, Object body) {
        return send(HttpMethod.PUT, path, body, Map.of());
    }

    public Answer delete(String path) {
        return send(HttpMethod.DELETE, path, null, Map.of());
    }

    /** As a client does: the same again after the time that a busy service asks for. */
    public Answer send(HttpMethod method, String path, @Nullable Object body, Map<String, String> headers) {
        Answer answer = sent(method, path, body, headers);
        for (int again = 0; again < mostAgain && answer.asksToTryAgain(); again++) {
            pause(answer);
            answer = sent(method, path, body, headers);
        }
        return answer;
    }

    private static void pause(Answer answer) {
        try {
            TimeUnit.SECONDS.sleep(
                    Long.parseLong(Objects.requireNonNull(answer.headers().getFirst(HttpHeaders.RETRY_AFTER))));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer sent(HttpMethod method, String path, @Nullable Object body, Map<String, String> headers) {
        WebTestClient.RequestBodySpec request = web.method(method).uri(path);
        headers.forEach(request::header);
        if (counted) {
            request.header(CountedStatements.ASK, "1");
        }
        if (bearer != null) {
            request.header(HttpHeaders.AUTHORIZATION, bearer);
        }
        if (body instanceof String text && !headers.containsKey(HttpHeaders.CONTENT_TYPE)) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue(text);
        } else if (body != null) {
            request.bodyValue(body);
        }
        var result = request.exchange().expectBody(byte[].class).returnResult();
        byte[] bytes = Objects.requireNonNullElse(result.getResponseBody(), new byte[0]);
        JsonNode json = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
        return new Answer(result.getStatus().value(), result.getResponseHeaders(), json);
    }

    public Answer csv(String path, String file) {
        return send(HttpMethod.POST, path, file, Map.of(HttpHeaders.CONTENT_TYPE, "text/csv"));
    }
}
