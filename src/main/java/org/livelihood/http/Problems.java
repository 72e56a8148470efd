package org.livelihood.http;

import io.r2dbc.spi.R2dbcException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.livelihood.http.Problem.FieldProblem;
import org.livelihood.kernel.Reason;
import org.livelihood.kernel.Refusal;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns whatever went wrong into the problem answer that a client can act on. */
@Component
public class Problems {

    private final Texts texts;

    Problems(Texts texts) {
        this.texts = texts;
    }

    public Problem of(Throwable error, Locale locale) {
        if (error instanceof Refusal refusal) {
            return of(refusal, locale);
        }
        if (error instanceof WebExchangeBindException invalid) {
            return invalid(fieldProblems(invalid.getFieldErrors(), locale), locale);
        }
        if (error instanceof HandlerMethodValidationException invalid) {
            return invalid(parameterProblems(invalid, locale), locale);
        }
        if (error instanceof MissingRequestValueException missing) {
            return pointing(HttpReason.MISSING_PARAMETER, missing.getName(), "NotNull", locale);
        }
        if (error instanceof ServerWebInputException input) {
            return ofInput(input, locale);
        }
        if (causeOf(error, DataBufferLimitException.class) != null) {
            return of(new Refusal(HttpReason.BODY_TOO_LARGE), locale);
        }
        if (error instanceof ArithmeticException) {
            return of(new Refusal(HttpReason.OUT_OF_RANGE), locale);
        }
        if (error instanceof ResponseStatusException status) {
            return ofStatus(status.getStatusCode().value(), locale);
        }
        if (isTransient(error)) {
            return of(new Refusal(HttpReason.TRY_AGAIN), locale);
        }
        return ofStatus(HttpStatus.INTERNAL_SERVER_ERROR.value(), locale);
    }

    private Problem of(Refusal refusal, Locale locale) {
        Reason reason = refusal.reason();
        Object[] details = refusal.details().stream().map(String::valueOf).toArray();
        String detail = texts.of(reason.code(), locale, details);
        String field = refusal.field();
        List<FieldProblem> errors = field == null ? null : List.of(new FieldProblem(field, reason.code(), detail));
        return problem(reason.kind().status(), reason.code(), detail, errors);
    }

    private Problem ofInput(ServerWebInputException input, Locale locale) {
        if (causeOf(input, DataBufferLimitException.class) != null) {
            return of(new Refusal(HttpReason.BODY_TOO_LARGE), locale);
        }
        JacksonException json = causeOf(input, JacksonException.class);
        if (json != null && !json.getPath().isEmpty()) {
            HttpReason reason =
                    json instanceof UnrecognizedPropertyException ? HttpReason.UNKNOWN_FIELD : HttpReason.WRONG_TYPE;
            return pointing(reason, pathOf(json), "WrongType", locale);
        }
        if (input.getMethodParameter() != null && causeOf(input, TypeMismatchException.class) != null) {
            String name = Objects.requireNonNullElse(input.getMethodParameter().getParameterName(), "parameter");
            return pointing(HttpReason.WRONG_TYPE, name, "WrongType", locale);
        }
        return of(new Refusal(HttpReason.MALFORMED_BODY), locale);
    }

    private Problem pointing(HttpReason reason, String field, String rule, Locale locale) {
        String code = reason == HttpReason.UNKNOWN_FIELD ? "UnknownField" : rule;
        FieldProblem error = new FieldProblem(field, code, texts.of("field." + code, locale));
        return problem(reason.kind().status(), reason.code(), texts.of(reason.code(), locale, field), List.of(error));
    }

    private static String pathOf(JacksonException json) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : json.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    private Problem invalid(List<FieldProblem> errors, Locale locale) {
        HttpReason reason = HttpReason.INVALID_FIELDS;
        return problem(reason.kind().status(), reason.code(), texts.of(reason.code(), locale), errors);
    }

    /** The broken rules of a record, in the words of the reader. */
    public List<FieldProblem> fieldProblems(List<FieldError> errors, Locale locale) {
        return errors.stream()
                .map(error -> fieldProblem(error.getField(), error, locale))
                .toList();
    }

    private List<FieldProblem> parameterProblems(HandlerMethodValidationException invalid, Locale locale) {
        List<FieldProblem> problems = new ArrayList<>();
        for (ParameterValidationResult result : invalid.getParameterValidationResults()) {
            if (result instanceof ParameterErrors nested) {
                problems.addAll(fieldProblems(nested.getFieldErrors(), locale));
                continue;
            }
            String name = Objects.requireNonNullElse(result.getMethodParameter().getParameterName(), "parameter");
            for (MessageSourceResolvable error : result.getResolvableErrors()) {
                problems.add(fieldProblem(name, error, locale));
            }
        }
        return problems;
    }

    private FieldProblem fieldProblem(String field, MessageSourceResolvable error, Locale locale) {
        String[] codes = Objects.requireNonNullElse(error.getCodes(), new String[] {"Invalid"});
        String rule = codes[codes.length - 1];
        Object[] arguments = Objects.requireNonNullElse(error.getArguments(), new Object[0]);
        Object[] shown = Arrays.stream(arguments).map(String::valueOf).toArray();
        String text = texts.find("field." + rule, locale, shown);
        String fallback = Objects.requireNonNullElse(error.getDefaultMessage(), rule);
        return new FieldProblem(field, rule, Objects.requireNonNullElse(text, fallback));
    }

    private Problem ofStatus(int status, Locale locale) {
        String code = "http.status-" + status;
        String known = texts.find(code, locale);
        return known != null
                ? problem(status, code, known, null)
                : problem(status, code, texts.of(status < 500 ? "http.status-4xx" : "http.status-500", locale), null);
    }

    private static Problem problem(int status, String code, String detail, @Nullable List<FieldProblem> errors) {
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        return new Problem("about:blank", title, status, code, detail, errors, null);
    }

    /** A full pool, a lost connection, a lock not had in time: the same request may succeed a moment later. */
    private static boolean isTransient(Throwable error) {
        return error instanceof TransientDataAccessException
                || error instanceof DuplicateKeyException
                || error instanceof DataAccessResourceFailureException
                || error instanceof TransactionException
                || error instanceof R2dbcException
                || error instanceof TimeoutException;
    }

    private static <T extends Throwable> @Nullable T causeOf(Throwable error, Class<T> type) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
