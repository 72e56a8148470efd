package org.livelihood.platform.http;

import org.livelihood.platform.kernel.Caller;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives a controller method the {@link Once} of its caller's key. */
class OnceResolver implements HandlerMethodArgumentResolver {

    private final CallerResolver callers = new CallerResolver();
    private final ObjectProvider<Idempotency> idempotency;

    OnceResolver(ObjectProvider<Idempotency> idempotency) {
        this.idempotency = idempotency;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Once.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        String header = exchange.getRequest().getHeaders().getFirst(Idempotency.HEADER);
        return callers.resolveArgument(parameter, binding, exchange)
                .cast(Caller.class)
                .map(caller -> new Once(idempotency.getObject(), caller, header));
    }
}
