package org.livelihood.account.indicator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.region.Region;
import org.livelihood.people.region.Regions;
import org.livelihood.platform.http.Texts;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.sheet.Book;
import org.livelihood.platform.sheet.Sheet;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Answers as tables in the reader's language: for programs, each line whole; for people, a page to hand in. */
@Component
class AnswerSheets {

    private final Texts texts;
    private final Regions regions;

    AnswerSheets(Texts texts, Regions regions) {
        this.texts = texts;
        this.regions = regions;
    }

    /** Each line says all that its figure needs to be understood. */
    Sheet lines(Answer answer, Locale locale) {
        List<String> headings =
                headings(locale, "title", "version", "unit", "region", "from", "to", "as-of", "key", "label");
        headings.addAll(figures(answer, locale));
        return new Sheet(
                answer.indicator().name(),
                List.of(),
                headings,
                answer.rows().stream()
                        .map(row -> {
                            List<@Nullable Object> cells = new ArrayList<>();
                            cells.add(title(answer, locale));
                            cells.add((long) answer.version());
                            cells.add(unit(answer, locale));
                            cells.add(answer.region());
                            cells.add(answer.from());
                            cells.add(answer.to());
                            cells.add(answer.asOf());
                            cells.addAll(cells(answer, row, locale));
                            return cells;
                        })
                        .toList());
    }

    /** What it shows, of where and when, over the figures. */
    Mono<Sheet> page(Answer answer, Locale locale) {
        return place(answer.region(), locale).map(place -> page(answer, place, locale));
    }

    private Sheet page(Answer answer, String place, Locale locale) {
        List<String> titles = List.of(
                title(answer, locale),
                texts.of("indicator.sheet.about", locale, place, answer.from(), answer.to(), unit(answer, locale)),
                texts.of("indicator.sheet.known", locale, answer.version(), Sheet.time(answer.asOf())));
        List<String> headings = headings(locale, "key", "label");
        headings.addAll(figures(answer, locale));
        return new Sheet(
                title(answer, locale),
                titles,
                headings,
                answer.rows().stream().map(row -> cells(answer, row, locale)).toList());
    }

    /** All indicators of a region: an overview, and a page for each that has figures. */
    Mono<Book> book(List<Answer> answers, Locale locale) {
        Answer first = answers.get(0);
        return place(first.region(), locale).map(place -> {
            List<Sheet> sheets = new ArrayList<>();
            sheets.add(overview(answers, place, locale));
            answers.stream()
                    .filter(answer -> !answer.rows().isEmpty())
                    .forEach(answer -> sheets.add(page(answer, place, locale)));
            return new Book(sheets);
        });
    }

    private Sheet overview(List<Answer> answers, String place, Locale locale) {
        Answer first = answers.get(0);
        String title = texts.of("indicator.sheet.report", locale, place);
        String period = texts.of("indicator.sheet.period", locale, first.from(), first.to());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Answer answer : answers) {
            List<@Nullable Object> cells = new ArrayList<>();
            cells.add(title(answer, locale));
            cells.add(unit(answer, locale));
            cells.add(answer.rows().size() == 1 ? value(answer, answer.rows().get(0)) : null);
            cells.add((long) answer.rows().size());
            rows.add(cells);
        }
        return new Sheet(
                texts.of("indicator.sheet.overview", locale),
                List.of(title, period, texts.of("indicator.sheet.known-at", locale, Sheet.time(first.asOf()))),
                headings(locale, "title", "unit", "value", "lines"),
                rows);
    }

    private Mono<String> place(String region, Locale locale) {
        return region.isEmpty()
                ? Mono.just(texts.of("indicator.sheet.nationwide", locale))
                : regions.get(region).map(Region::name);
    }

    private List<String> headings(Locale locale, String... columns) {
        List<String> headings = new ArrayList<>();
        for (String column : columns) {
            headings.add(texts.of("indicator.sheet." + column, locale));
        }
        return headings;
    }

    private List<String> figures(Answer answer, Locale locale) {
        String unit = " (" + unit(answer, locale) + ")";
        boolean one = answer.unit() == Indicator.Unit.PERCENT || answer.unit() == Indicator.Unit.FEN_PER_HEAD;
        List<String> figures = one ? headings(locale, "numerator", "denominator") : new ArrayList<>();
        figures.add(texts.of("indicator.sheet.value", locale) + unit);
        return figures;
    }

    private List<@Nullable Object> cells(Answer answer, Answer.Row row, Locale locale) {
        List<@Nullable Object> cells = new ArrayList<>();
        String key = texts.find("indicator.key." + row.key(), locale);
        cells.add(key == null ? row.key() : key);
        cells.add(row.label());
        switch (answer.unit()) {
            case PERCENT -> {
                cells.add(row.numerator());
                cells.add(row.denominator());
            }
            case FEN_PER_HEAD -> {
                cells.add(new Money(row.numerator()));
                cells.add(row.denominator());
            }
            case COUNT, MINUTES, FEN -> {}
        }
        cells.add(value(answer, row));
        return cells;
    }

    /** As a number that sums and sorts. */
    private static @Nullable Object value(Answer answer, Answer.Row row) {
        String value = row.value();
        if (value == null) {
            return null;
        }
        return switch (answer.unit()) {
            case PERCENT -> new BigDecimal(value);
            case COUNT, MINUTES -> Long.valueOf(value);
            case FEN, FEN_PER_HEAD -> new Money(Long.parseLong(value));
        };
    }

    private static String title(Answer answer, Locale locale) {
        return isChinese(locale) ? answer.titleZh() : answer.title();
    }

    private static boolean isChinese(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    }

    private String unit(Answer answer, Locale locale) {
        return texts.of("indicator.unit." + answer.unit(), locale);
    }
}
