package org.livelihood.platform.http;

import java.util.regex.Pattern;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.core.JacksonException;

/** How a place in a request is told: {@code lines[0].quantity}. */
final class FieldNames {

    /** A name that a client made up is told as it is only while it looks like a name: it may be anything. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,59}");

    private static final String OTHER = "?";

    private FieldNames() {}

    static String shown(String name) {
        return PLAIN.matcher(name).matches() ? name : OTHER;
    }

    /** As the client writes it, not as we do. */
    static String of(MethodParameter parameter) {
        if (parameter.getParameterType() == Paging.class) {
            return Paging.LIMIT; // a cursor says itself what is wrong with it
        }
        RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        String said = query != null ? query.name() : header != null ? header.name() : "";
        return said.isEmpty() ? parameter.getParameter().getName() : said;
    }

    static String of(JacksonException json) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : json.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(shown(step.getPropertyName()));
            }
        }
        return path.toString();
    }
}
