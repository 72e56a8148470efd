package org.livelihood.platform.sheet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.Problem;
import org.livelihood.platform.http.Problem.FieldProblem;
import org.livelihood.platform.http.Problems;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.sheet.Report.CellProblem;
import org.springframework.stereotype.Component;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.Validator;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a line into the record that a JSON body becomes: by the same reader and under the same constraints, so that a
 * file can bring nothing that a request cannot.
 */
@Component
class RowReader {

    private final Cells cells;
    private final JsonMapper json;
    private final Validator validator;
    private final Problems problems;

    RowReader(Cells cells, JsonMapper json, Validator validator, Problems problems) {
        this.cells = cells;
        this.json = json;
        this.validator = validator;
        this.problems = problems;
    }

    /** A line that was read, or why it was not. */
    record Read<T>(Row<T> row, List<CellProblem> problems) {}

    /** Rows of one file. */
    final class Reading<T> {

        private final ImportForm<T> form;
        private final ColumnMapping mapping;
        private final Locale locale;
        private final RepeatedFacts said;
        private int rows;

        Reading(ImportForm<T> form, ColumnMapping mapping, Locale locale) {
            this.form = form;
            this.mapping = mapping;
            this.locale = locale;
            this.said = new RepeatedFacts(form);
        }

        /** The next row; its value is null where it has problems. */
        @SuppressWarnings("NullAway")
        Read<T> read(Line line) {
            rows++;
            List<CellProblem> found = new ArrayList<>();
            T value = value(line, found);
            return new Read<>(new Row<>(rows, line.number(), value), found);
        }

        private @Nullable T value(Line line, List<CellProblem> found) {
            if (mapping.isShifted(line)) {
                found.add(problem(new Refusal(SheetReason.MORE_CELLS, mapping.width()), form, locale));
                return null;
            }
            Map<String, Object> fields = new HashMap<>();
            Map<String, @Nullable Object> values = new HashMap<>();
            mapping.places()
                    .forEach((place, column) -> orProblem(found, () -> {
                        Object value = cells.read(column, line.at(place));
                        values.put(column.name(), value);
                        put(fields, column.property(), value);
                    }));
            T value = found.isEmpty() ? checked(fields, found) : null;
            if (found.isEmpty()) {
                orProblem(found, () -> said.note(rows, values));
            }
            return value;
        }

        private void orProblem(List<CellProblem> found, Runnable step) {
            try {
                step.run();
            } catch (Refusal refused) {
                found.add(problem(refused, form, locale));
            }
        }

        private @Nullable T checked(Map<String, Object> fields, List<CellProblem> found) {
            try {
                T value = json.convertValue(fields, form.row());
                BeanPropertyBindingResult errors = new BeanPropertyBindingResult(value, form.name());
                validator.validate(value, errors);
                problems.fieldProblems(errors.getFieldErrors(), locale).forEach(error -> found.add(of(error, form)));
                return value;
            } catch (JacksonException malformed) {
                found.add(problem(new ServerWebInputException("row", null, malformed), form, locale));
                return null;
            }
        }
    }

    private static void put(Map<String, Object> fields, String property, @Nullable Object value) {
        int dot = property.indexOf('.');
        if (dot >= 0) {
            @SuppressWarnings("unchecked")
            Map<String, Object> inner = (Map<String, Object>)
                    fields.computeIfAbsent(property.substring(0, dot), name -> new HashMap<String, Object>());
            put(inner, property.substring(dot + 1), value);
        } else if (value != null) {
            fields.put(property, value);
        }
    }

    /** A row's problem, said of the column where one is to blame. */
    CellProblem problem(Throwable refused, ImportForm<?> form, Locale locale) {
        Problem problem = problems.of(refused, locale);
        List<FieldProblem> errors = problem.errors();
        return errors == null || errors.isEmpty()
                ? new CellProblem(null, problem.code(), problem.detail())
                : of(errors.get(0), form);
    }

    private static CellProblem of(FieldProblem error, ImportForm<?> form) {
        return new CellProblem(columnOf(error.field(), form), error.code(), error.detail());
    }

    private static String columnOf(String field, ImportForm<?> form) {
        return form.holding(field).map(Column::name).orElse(field);
    }
}
