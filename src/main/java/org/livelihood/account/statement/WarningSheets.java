package org.livelihood.account.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.Texts;
import org.livelihood.platform.sheet.Sheet;
import org.springframework.stereotype.Component;

/** Warnings as a table in the reader's language. */
@Component
class WarningSheets {

    private static final List<String> ASKED = List.of("from", "to", "as-of", "method", "drop-percent");

    private final Texts texts;

    WarningSheets(Texts texts) {
        this.texts = texts;
    }

    /** @param place what the region is called */
    Sheet of(Warnings.Survey survey, String place, Locale locale) {
        List<String> headings = new ArrayList<>();
        Warning.COLUMNS.forEach(column -> headings.add(texts.of("statement.sheet." + column, locale)));
        ASKED.forEach(column -> headings.add(texts.of("statement.sheet." + column, locale)));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Warning warning : survey.warnings()) {
            List<@Nullable Object> row =
                    new ArrayList<>(warning.cells(why -> texts.of("statement.sheet.why." + why, locale)));
            row.add(survey.period().from());
            row.add(survey.period().to());
            row.add(survey.asOf());
            row.add((long) survey.method());
            row.add((long) survey.question().dropPercent());
            rows.add(row);
        }
        String title = texts.of("statement.sheet.title", locale);
        String about = texts.of(
                "statement.sheet.about",
                locale,
                place,
                survey.period().from(),
                survey.period().to());
        String known = texts.of(
                "statement.sheet.known",
                locale,
                survey.method(),
                survey.question().dropPercent(),
                Sheet.time(survey.asOf()));
        return new Sheet(title, List.of(title, about, known), headings, rows);
    }
}
