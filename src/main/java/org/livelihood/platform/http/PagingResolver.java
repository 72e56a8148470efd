package org.livelihood.platform.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Cursor;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.util.MultiValueMap;
import org.springframework.validation.FieldError;
import org.springframework.validation.MapBindingResult;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;

/** Gives a controller method the {@link Paging} that its caller asks for. */
class PagingResolver implements SyncHandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Paging.class;
    }

    @Override
    public Object resolveArgumentValue(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        MultiValueMap<String, String> asked = exchange.getRequest().getQueryParams();
        int limit = number(parameter, asked.getFirst(Paging.LIMIT));
        if (limit < 1) {
            throw broken(parameter, limit, "Min", 1);
        }
        if (limit > Paging.MOST) {
            throw broken(parameter, limit, "Max", Paging.MOST);
        }
        return new Paging(Cursor.decode(asked.getFirst(Paging.CURSOR)), limit);
    }

    private static int number(MethodParameter parameter, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Paging.USUAL;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException malformed) {
            Throwable mismatch = new TypeMismatchException(text, int.class, malformed);
            throw new ServerWebInputException("no number", parameter, mismatch);
        }
    }

    private static WebExchangeBindException broken(MethodParameter parameter, int limit, String rule, int bound) {
        MapBindingResult errors =
                new MapBindingResult(Map.of(), parameter.getParameter().getName());
        errors.addError(new FieldError(
                errors.getObjectName(),
                Paging.LIMIT,
                limit,
                false,
                new String[] {rule},
                new Object[] {Paging.LIMIT, bound},
                null));
        return new WebExchangeBindException(parameter, errors);
    }
}
