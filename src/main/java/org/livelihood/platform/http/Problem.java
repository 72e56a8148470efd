package org.livelihood.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem answer, {@code application/problem+json} (RFC 9457).
 *
 * @param type always {@code about:blank}: the code says which problem it is
 * @param title short text of the HTTP status
 * @param status HTTP status
 * @param code stable code, such as {@code order.not-awaiting-payment}
 * @param detail what went wrong, in the caller's language
 * @param errors which fields are wrong, absent where none is to blame
 * @param requestId the request's id, as in the header {@code X-Request-Id} and in the log; for whoever asks for help
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        @Nullable List<FieldProblem> errors,
        @Nullable String requestId) {

    Problem of(@Nullable String request) {
        return new Problem(type, title, status, code, detail, errors, request);
    }

    /**
     * @param field the field's path in the request: {@code lines[0].quantity}
     * @param code the broken rule: {@code NotNull}, {@code Min}, {@code wrong-type}
     * @param detail the rule in the caller's language
     */
    public record FieldProblem(String field, String code, String detail) {}
}
