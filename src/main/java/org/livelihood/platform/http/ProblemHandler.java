package org.livelihood.platform.http;

import java.util.Locale;
import java.util.Objects;
import org.livelihood.platform.kernel.Reason;
import org.livelihood.platform.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The one place where an error of a filter, a controller or a facade becomes an answer. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemHandler implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final String SECONDS_TO_WAIT = "1";

    private final Problems problems;
    private final JsonMapper json;

    ProblemHandler(Problems problems, JsonMapper json) {
        this.problems = problems;
        this.json = json;
        BoundedLogs.install();
        Hooks.onErrorDropped(late -> LOG.debug("An error that nobody waits for any more", late));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(error);
        }
        Locale locale = Objects.requireNonNullElse(exchange.getLocaleContext().getLocale(), Locale.ENGLISH);
        String id = RequestIds.of(exchange);
        Problem problem = problems.of(error, locale).of(id);
        try (MDC.MDCCloseable named = MDC.putCloseable("requestId", id)) {
            tell(exchange.getRequest(), problem, error);
        }
        response.setRawStatusCode(problem.status());
        HttpHeaders headers = response.getHeaders();
        if (error instanceof ResponseStatusException status) {
            headers.putAll(status.getHeaders());
        }
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        if (problem.status() == HttpStatus.UNAUTHORIZED.value()) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (mayBeTriedAgain(problem) && !headers.containsHeader(HttpHeaders.RETRY_AFTER)) {
            headers.set(HttpHeaders.RETRY_AFTER, secondsToWait(error));
        }
        DataBuffer body = response.bufferFactory().wrap(json.writeValueAsBytes(problem));
        headers.setContentLength(body.readableByteCount());
        return response.writeWith(Mono.just(body));
    }

    /**
     * A fault of ours is an error with its trace; a database that is away or too slow is one line; what a client did is
     * her own affair. How many lines there may be is for {@link BoundedLogs}.
     */
    private static void tell(ServerHttpRequest request, Problem problem, Throwable error) {
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            String why = NestedExceptionUtils.getMostSpecificCause(error).toString();
            LOG.warn("{} answered 503: {}", request.getMethod(), why);
        } else if (problem.status() >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            LOG.error("{} {} failed", request.getMethod(), request.getPath(), error);
        }
    }

    /** A refusal of too many says first how many seconds to wait. */
    private static String secondsToWait(Throwable error) {
        boolean told = error instanceof Refusal refusal
                && refusal.reason().kind() == Reason.Kind.TOO_MANY
                && !refusal.details().isEmpty();
        return told ? String.valueOf(((Refusal) error).details().get(0)) : SECONDS_TO_WAIT;
    }

    private static boolean mayBeTriedAgain(Problem problem) {
        return problem.status() == HttpStatus.SERVICE_UNAVAILABLE.value()
                || problem.status() == HttpStatus.TOO_MANY_REQUESTS.value();
    }
}
