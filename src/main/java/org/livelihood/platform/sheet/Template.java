package org.livelihood.platform.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** An empty file of a form: its headings and one row to write over; a spreadsheet also says how to fill it. */
record Template(ImportForm<?> form, Sheet table, Sheet notes) {

    static Template of(ImportForm<?> form, Headings headings, Locale locale) {
        List<String> names = new ArrayList<>();
        List<@Nullable Object> example = new ArrayList<>();
        List<List<@Nullable Object>> notes = new ArrayList<>();
        for (Column column : form.columns()) {
            names.add(headings.of(form, column, locale));
            example.add(headings.example(column, locale));
            List<@Nullable Object> note = new ArrayList<>();
            note.add(headings.of(form, column, locale));
            note.add(column.name());
            note.add(headings.text(column.required() ? "sheet.required" : "sheet.optional", locale));
            note.add(headings.text("sheet.kind." + column.kind(), locale));
            note.add(String.join(", ", headings.words(column, locale)));
            notes.add(note);
        }
        String limits = headings.text("sheet.limits", locale, form.mostRows(), form.mostBytes() >> 20);
        List<String> titles = List.of(headings.text("sheet.notes", locale), limits);
        List<String> about = List.of(
                headings.text("sheet.notes.column", locale),
                headings.text("sheet.notes.name", locale),
                headings.text("sheet.notes.needed", locale),
                headings.text("sheet.notes.written", locale),
                headings.text("sheet.notes.words", locale));
        return new Template(
                form,
                new Sheet(form.name(), List.of(), names, List.of(example)),
                new Sheet(headings.text("sheet.notes", locale), titles, about, notes));
    }

    ResponseEntity<byte[]> csvFile() {
        return table.csvFile(form.name());
    }

    ResponseEntity<byte[]> xlsxFile() {
        return new Book(List.of(table, notes)).xlsxFile(form.name());
    }
}
