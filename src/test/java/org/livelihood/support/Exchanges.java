package org.livelihood.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What journeys sent and got, written down with {@code -Dapi=record}: the examples and the problem codes of the API's
 * description are drawn from it.
 */
public final class Exchanges {

    /** One file a fork; a file stays until somebody clears it, so that several runs add up. */
    private static final Path FOLDER = Path.of("target", "exchanges");

    private static final boolean IS_ASKED_FOR = "record".equals(System.getProperty("api"));
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_OF_A_KIND = 3;
    private static final int MOST_BYTES = 200_000;

    /** How often the like of it was written, by method, path without ids, status and code. */
    private static final Map<String, Integer> WRITTEN = new ConcurrentHashMap<>();

    private Exchanges() {}

    /**
     * One exchange; bodies only where they are JSON.
     *
     * @param path with what stood in it
     * @param code the problem's code, empty where there was none
     */
    public record Exchange(
            String method,
            String path,
            int status,
            String code,
            @Nullable JsonNode request,
            @Nullable JsonNode answer) {}

    static void record(EntityExchangeResult<?> result) {
        if (!IS_ASKED_FOR) {
            return;
        }
        int status = result.getStatus().value();
        JsonNode answer = json(result.getResponseHeaders().getContentType(), result.getResponseBodyContent());
        String code = status < 400 || answer == null ? "" : answer.path("code").asString("");
        Exchange exchange = new Exchange(
                result.getMethod().name(),
                result.getUrl().getPath(),
                status,
                code,
                status < 400 ? json(result.getRequestHeaders().getContentType(), result.getRequestBodyContent()) : null,
                status < 400 ? answer : null);
        if (WRITTEN.merge(kind(exchange), 1, Integer::sum) <= MOST_OF_A_KIND) {
            write(exchange);
        }
    }

    private static String kind(Exchange exchange) {
        String path = exchange.path().replaceAll("[0-9a-f-]{36}|/[0-9]+", "*");
        return exchange.method() + " " + path + " " + exchange.status() + " " + exchange.code();
    }

    private static @Nullable JsonNode json(@Nullable MediaType type, byte @Nullable [] bytes) {
        boolean isJson = type != null && type.getSubtype().endsWith("json");
        return !isJson || bytes == null || bytes.length == 0 || bytes.length > MOST_BYTES
                ? null
                : JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
    }

    private static synchronized void write(Exchange exchange) {
        try {
            Files.createDirectories(FOLDER);
            Path file = FOLDER.resolve("of" + System.getProperty("fork", "") + ".jsonl");
            Files.writeString(
                    file,
                    JSON.writeValueAsString(exchange) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** All that was written down. */
    public static Stream<Exchange> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream().flatMap(Exchanges::in);
        }
    }

    private static Stream<Exchange> in(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> Objects.requireNonNull(JSON.readValue(line, Exchange.class)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
