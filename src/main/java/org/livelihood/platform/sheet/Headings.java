package org.livelihood.platform.sheet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.Texts;
import org.springframework.stereotype.Component;

/** What columns and the words in them are called, in the languages spoken here. */
@Component
class Headings {

    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);
    private static final String BETWEEN = "[,，]";

    private final Texts texts;

    Headings(Texts texts) {
        this.texts = texts;
    }

    /** A column's heading for a reader: what the form calls it, else what it is called everywhere. */
    String of(ImportForm<?> form, Column column, Locale locale) {
        String own = texts.find("sheet.column." + form.name() + "." + column.name(), locale);
        return first(own == null ? texts.of("sheet.column." + column.name(), locale) : own);
    }

    String text(String code, Locale locale, Object... details) {
        return texts.of(code, locale, details);
    }

    /** What a template shows in a column. */
    String example(Column column, Locale locale) {
        return codes(column)
                .filter(code -> code.name().equals(column.example()))
                .map(code -> word(column, code, locale))
                .findFirst()
                .orElse(column.example());
    }

    /** A word of a column for a reader. */
    String word(Column column, Enum<?> code, Locale locale) {
        String own = texts.find("sheet.word." + column.name() + "." + code.name(), locale);
        return own == null ? code.name() : first(own);
    }

    /** All that may stand in a column of few words, for a reader. */
    List<String> words(Column column, Locale locale) {
        return codes(column).map(code -> word(column, code, locale)).toList();
    }

    /** Columns by the keys of all they are called. */
    Map<String, Column> columns(ImportForm<?> form) {
        Map<String, Column> known = new HashMap<>();
        for (Column column : form.columns()) {
            Stream.of("sheet.column." + column.name(), "sheet.column." + form.name() + "." + column.name())
                    .flatMap(text -> called(text, column.name()))
                    .forEach(key -> known.putIfAbsent(key, column));
        }
        return known;
    }

    /** The word that a cell stands for; null when none does. */
    @Nullable
    String codeOf(Column column, String text) {
        String key = TextNormalizer.key(text);
        return codes(column)
                .filter(code -> called("sheet.word." + column.name() + "." + code.name(), code.name())
                        .anyMatch(key::equals))
                .map(Enum::name)
                .findFirst()
                .orElse(null);
    }

    private Stream<String> called(String text, String name) {
        return Stream.concat(
                Stream.of(name),
                SPOKEN.stream()
                        .map(locale -> texts.find(text, locale))
                        .filter(Objects::nonNull)
                        .flatMap(names -> Arrays.stream(names.split(BETWEEN))))
                .map(TextNormalizer::key)
                .collect(Collectors.toCollection(LinkedHashSet::new))
                .stream();
    }

    private static String first(String names) {
        return names.split(BETWEEN, 2)[0];
    }

    private static Stream<Enum<?>> codes(Column column) {
        Class<? extends Enum<?>> codes = column.codes();
        return codes == null ? Stream.empty() : Arrays.stream(codes.getEnumConstants());
    }
}
