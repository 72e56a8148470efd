package org.livelihood.platform.sheet;

import java.util.List;
import java.util.Locale;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/imports")
class TemplateController {

    private final Imports imports;
    private final Headings headings;

    TemplateController(Imports imports, Headings headings) {
        this.imports = imports;
        this.headings = headings;
    }

    /** Formats of a template. */
    enum Format {
        XLSX,
        CSV
    }

    record FormsView(List<FormView> items) {}

    record FormView(String name, String path, String template, int mostRows, int mostBytes, List<ColumnView> columns) {}

    /** @param words all that may stand in it, empty where that is free */
    record ColumnView(String name, String heading, Column.Kind kind, boolean required, List<String> words) {}

    /** List what can be imported as a file. Where it is sent, its columns, and how large it may be. */
    @PublicEndpoint
    @GetMapping
    Mono<FormsView> forms(Locale locale) {
        return Mono.fromCallable(() -> new FormsView(
                imports.forms().stream().map(form -> view(form, locale)).toList()));
    }

    private FormView view(ImportForm<?> form, Locale locale) {
        List<ColumnView> columns = form.columns().stream()
                .map(column -> new ColumnView(
                        column.name(),
                        headings.of(form, column, locale),
                        column.kind(),
                        column.required(),
                        headings.words(column, locale)))
                .toList();
        return new FormView(form.name(), form.path(), form.template(), form.mostRows(), form.mostBytes(), columns);
    }

    /**
     * Download an empty file to import. With the headings in the reader's language, and one row to write over.
     *
     * @param name the import's name, as in the list
     * @param format CSV or XLSX
     */
    @PublicEndpoint
    @GetMapping("/{name}/template")
    Mono<ResponseEntity<byte[]>> template(
            @PathVariable String name, @RequestParam(defaultValue = "XLSX") Format format, Locale locale) {
        return Mono.justOrEmpty(imports.form(name))
                .switchIfEmpty(Mono.error(() -> new Refusal(SheetReason.NO_SUCH_FORM, name)))
                .map(form -> {
                    Template template = Template.of(form, headings, locale);
                    return format == Format.CSV ? template.csvFile() : template.xlsxFile();
                });
    }
}
