package org.livelihood.platform.database;

import java.util.Objects;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Gives each request its lane to the database, and says there which operation it is. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class LaneFilter implements WebFilter {

    private static final String NOTICES = "/api/v1/payments/notifications/";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Lane lane = lane(exchange.getRequest());
        return chain.filter(exchange)
                .contextWrite(context -> lane.into(context).put(Operation.class, operation(exchange)));
    }

    private static Lane lane(ServerHttpRequest request) {
        if (request.getPath().value().startsWith(NOTICES)) {
            return Lane.NOTICES;
        }
        HttpMethod method = request.getMethod();
        return HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method) ? Lane.READS : Lane.COMMANDS;
    }

    /** Known once the request has found its handler: as many as the program has, whatever paths are asked for. */
    private static Operation operation(ServerWebExchange exchange) {
        return () -> Objects.toString(exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), "door");
    }

    /** What a request does, by its path's pattern. */
    @FunctionalInterface
    interface Operation {

        String name();
    }
}
