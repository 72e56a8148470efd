package org.livelihood.platform.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.Problem.FieldProblem;
import org.livelihood.platform.kernel.Reason;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.TextRule;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerErrorException;
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
        if (isBlankInPath(error)) {
            return ofStatus(HttpStatus.NOT_FOUND.value(), locale);
        }
        if (error instanceof MissingRequestValueException missing) {
            return pointing(HttpReason.MISSING_PARAMETER, missing.getName(), "NotNull", locale);
        }
        if (error instanceof ServerWebInputException input) {
            return ofInput(input, locale);
        }
        if (Causes.find(error, DataBufferLimitException.class) != null) {
            return of(new Refusal(HttpReason.BODY_TOO_LARGE), locale);
        }
        if (error instanceof ArithmeticException) {
            return of(new Refusal(HttpReason.OUT_OF_RANGE), locale);
        }
        if (error instanceof ResponseStatusException status) {
            return ofStatus(status.getStatusCode().value(), locale);
        }
        return DatabaseErrors.refusal(error)
                .map(refusal -> of(refusal, locale))
                .orElseGet(() -> ofStatus(HttpStatus.INTERNAL_SERVER_ERROR.value(), locale));
    }

    /** What stands in the path names a thing: a blank names none, so there is nothing here. */
    private static boolean isBlankInPath(Throwable error) {
        if (error instanceof ServerErrorException missing) {
            MethodParameter parameter = missing.getMethodParameter();
            return parameter != null && parameter.hasParameterAnnotation(PathVariable.class);
        }
        TypeMismatchException mismatch = Causes.find(error, TypeMismatchException.class);
        return mismatch != null
                && mismatch.getValue() instanceof String text
                && TextRule.LINE.faultOf(text) == TextRule.Fault.INVISIBLE
                && error instanceof ServerWebInputException input
                && input.getMethodParameter() != null
                && input.getMethodParameter().hasParameterAnnotation(PathVariable.class);
    }

    private Problem of(Refusal refusal, Locale locale) {
        Reason reason = refusal.reason();
        Object[] details = refusal.details().stream().map(String::valueOf).toArray();
        String detail = texts.of(reason.code(), locale, details);
        String field = refusal.field();
        List<FieldProblem> errors = field == null ? null : List.of(new FieldProblem(field, reason.code(), detail));
        return problem(reason.kind().status(), reason.code(), detail, errors, locale);
    }

    private Problem ofInput(ServerWebInputException input, Locale locale) {
        if (Causes.find(input, DataBufferLimitException.class) != null) {
            return of(new Refusal(HttpReason.BODY_TOO_LARGE), locale);
        }
        String field = fieldOf(input);
        if (field == null) {
            return of(new Refusal(HttpReason.MALFORMED_BODY), locale);
        }
        if (Causes.find(input, RequestValues.Missing.class) != null) {
            return pointing(HttpReason.MISSING_PARAMETER, field, "NotNull", locale);
        }
        BadText bad = Causes.find(input, BadText.class);
        if (bad != null) {
            return pointing(HttpReason.BAD_TEXT, field, bad.rule(), locale);
        }
        boolean unknown = Causes.find(input, UnrecognizedPropertyException.class) != null;
        return unknown
                ? pointing(HttpReason.UNKNOWN_FIELD, field, "UnknownField", locale)
                : pointing(HttpReason.WRONG_TYPE, field, "WrongType", locale);
    }

    /** Null when no single field is to blame. */
    private static @Nullable String fieldOf(ServerWebInputException input) {
        JacksonException json = Causes.find(input, JacksonException.class);
        if (json != null) {
            return json.getPath().isEmpty() ? null : FieldNames.of(json);
        }
        MethodParameter parameter = input.getMethodParameter();
        return parameter == null || Causes.find(input, TypeMismatchException.class) == null
                ? null
                : FieldNames.of(parameter);
    }

    private Problem pointing(HttpReason reason, String field, String rule, Locale locale) {
        FieldProblem error = new FieldProblem(field, rule, texts.of("field." + rule, locale));
        return problem(
                reason.kind().status(), reason.code(), texts.of(reason.code(), locale, field), List.of(error), locale);
    }

    private Problem invalid(List<FieldProblem> errors, Locale locale) {
        HttpReason reason = HttpReason.INVALID_FIELDS;
        return problem(reason.kind().status(), reason.code(), texts.of(reason.code(), locale), errors, locale);
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
                ? problem(status, code, known, null, locale)
                : problem(
                        status,
                        code,
                        texts.of(status < 500 ? "http.status-4xx" : "http.status-500", locale),
                        null,
                        locale);
    }

    private Problem problem(
            int status, String code, String detail, @Nullable List<FieldProblem> errors, Locale locale) {
        String known = texts.find("title." + status, locale);
        String title = known == null ? texts.of(status < 500 ? "title.400" : "title.500", locale) : known;
        return new Problem("about:blank", title, status, code, detail, errors, null);
    }
}
