package org.livelihood.platform.sheet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.livelihood.platform.kernel.FileKind;
import org.livelihood.platform.kernel.Reason;
import org.livelihood.platform.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The one way in for files of rows: CSV in the encoding and with the signs in which it was saved, or a spreadsheet.
 *
 * <p>A file is first gone through as a whole: one that is no table, lacks columns or has too many rows is refused
 * before anything is done. Then each row becomes the record that JSON would become, and is taken or refused by itself.
 * What stood in a file is never told back, only places: no personal data and no formula.
 */
@Component
public class Imports {

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final int ROWS_TOLD = 20;

    private final Headings headings;
    private final RowReader reader;
    private final DryRuns dryRuns;
    private final Map<String, ImportForm<?>> forms = new ConcurrentSkipListMap<>();

    Imports(Headings headings, RowReader reader, DryRuns dryRuns) {
        this.headings = headings;
        this.reader = reader;
        this.dryRuns = dryRuns;
    }

    /** Makes a form known, so that its template can be had; once for each, when its endpoint is made. */
    public <T> ImportForm<T> register(ImportForm<T> form) {
        forms.put(form.name(), form);
        return form;
    }

    Collection<ImportForm<?>> forms() {
        return List.copyOf(forms.values());
    }

    Optional<ImportForm<?>> form(String name) {
        return Optional.ofNullable(forms.get(name));
    }

    /** A file that was read as a table. */
    private record Opened<T>(String encoding, ColumnMapping mapping, RowReader.Reading<T> reading) {}

    /**
     * Takes each row by itself, in order.
     *
     * @throws Refusal for the file as a whole, with a {@link SheetReason}
     */
    public <T> Mono<Report> each(ImportForm<T> form, Upload upload, Function<T, Mono<Outcome>> command) {
        return chunks(form, upload, 1, rows -> command.apply(rows.get(0)).map(List::of));
    }

    /**
     * Takes rows by so many at once; the command answers for each of them, in order.
     *
     * @throws Refusal for the file as a whole, with a {@link SheetReason}
     */
    public <T> Mono<Report> chunks(
            ImportForm<T> form, Upload upload, int size, Function<List<T>, Mono<List<Outcome>>> command) {
        return Uploads.keep(
                upload.body(),
                form.mostBytes(),
                file -> opened(form, upload, file).flatMap(opened -> {
                    Mono<Report> taken = taken(form, upload, opened, size, command);
                    return upload.dryRun() ? dryRuns.undone(taken) : taken;
                }));
    }

    /**
     * Reads all rows of a file that is taken as a whole or not at all.
     *
     * @param refusal of the whole, when any row cannot be read: it is told which, and the column
     */
    public <T> Mono<List<Row<T>>> whole(ImportForm<T> form, Upload upload, Reason refusal) {
        return Uploads.keep(
                upload.body(),
                form.mostBytes(),
                file -> opened(form, upload, file)
                        .flatMap(opened -> Mono.fromCallable(() -> whole(opened, refusal))
                                .subscribeOn(Schedulers.boundedElastic())));
    }

    private static <T> List<Row<T>> whole(Opened<T> opened, Reason refusal) {
        List<Row<T>> rows = new ArrayList<>();
        List<RowReader.Read<T>> refused = new ArrayList<>();
        try (Stream<Line> lines = opened.mapping().rows()) {
            lines.map(opened.reading()::read).forEach(read -> {
                if (read.problems().isEmpty()) {
                    rows.add(read.row());
                } else {
                    refused.add(read);
                }
            });
        }
        if (!refused.isEmpty()) {
            String told = refused.stream().limit(ROWS_TOLD).map(Imports::place).collect(Collectors.joining(", "));
            String more = refused.size() > ROWS_TOLD ? ", ..." : "";
            throw Refusal.ofField(refusal, "row " + refused.get(0).row().number(), told + more);
        }
        return rows;
    }

    private static String place(RowReader.Read<?> read) {
        String column = read.problems().get(0).column();
        return read.row().number() + (column == null ? "" : " (" + column + ")");
    }

    /** A body that is no table, within the form's size. Refused with TOO_LARGE. */
    public Mono<byte[]> bytes(ImportForm<?> form, Flux<DataBuffer> body) {
        return Uploads.keep(
                body,
                form.mostBytes(),
                file -> Mono.fromCallable(() -> Files.readAllBytes(file)).subscribeOn(Schedulers.boundedElastic()));
    }

    private <T> Mono<Opened<T>> opened(ImportForm<T> form, Upload upload, Path file) {
        return Mono.fromCallable(() -> open(form, upload, file)).subscribeOn(Schedulers.boundedElastic());
    }

    private <T> Opened<T> open(ImportForm<T> form, Upload upload, Path file) {
        FileKind kind = Uploads.kindOf(file);
        if (kind == FileKind.OLD_WORKBOOK) {
            throw new Refusal(SheetReason.OLD_WORKBOOK);
        }
        Map<String, Column> known = headings.columns(form);
        boolean book = kind == FileKind.ZIP;
        Encoding encoding = book ? null : Encoding.of(file, upload.charset());
        ColumnMapping mapping = ColumnMapping.find(
                encoding == null ? XlsxTable.waysToRead(file) : CsvTable.waysToRead(file, encoding), form, known);
        try (Stream<Line> rows = mapping.rows()) {
            requireCount(rows.limit(form.mostRows() + 1L).count(), form);
        }
        return new Opened<>(
                encoding == null ? "XLSX" : encoding.name(),
                mapping,
                reader.new Reading<>(form, mapping, upload.locale()));
    }

    private static void requireCount(long rows, ImportForm<?> form) {
        if (rows == 0) {
            throw new Refusal(SheetReason.NO_ROWS, form.template());
        }
        if (rows > form.mostRows()) {
            throw new Refusal(SheetReason.TOO_MANY_ROWS, form.mostRows());
        }
    }

    private <T> Mono<Report> taken(
            ImportForm<T> form,
            Upload upload,
            Opened<T> opened,
            int size,
            Function<List<T>, Mono<List<Outcome>>> command) {
        Tally tally = new Tally();
        return lines(opened.mapping())
                .map(opened.reading()::read)
                .buffer(size)
                .concatMap(read -> outcomes(read, upload.dryRun(), command)
                        .doOnNext(outcomes -> count(tally, form, upload.locale(), read, outcomes)))
                .then(Mono.fromCallable(
                        () -> tally.report(opened.encoding(), upload.dryRun(), opened.mapping(), form)));
    }

    private static Flux<Line> lines(ColumnMapping mapping) {
        return Flux.using(mapping::rows, rows -> Flux.fromIterable((Iterable<Line>) rows::iterator), Stream::close)
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** What becomes of the rows that could be read; when all of a chunk fails, each of them has failed. */
    private <T> Mono<List<Outcome>> outcomes(
            List<RowReader.Read<T>> read, boolean dryRun, Function<List<T>, Mono<List<Outcome>>> command) {
        List<T> good = read.stream()
                .filter(row -> row.problems().isEmpty())
                .map(row -> row.row().value())
                .toList();
        if (good.isEmpty()) {
            return Mono.just(List.of());
        }
        Mono<List<Outcome>> taken = Mono.defer(() -> command.apply(good));
        return (dryRun ? dryRuns.apart(taken) : taken)
                .doOnError(Imports::isFault, fault -> LOG.error("Rows of a file failed", fault))
                .onErrorResume(failure -> Mono.just(
                        good.stream().map(row -> Outcome.failed(failure)).toList()));
    }

    /** Anything but a refusal: the row's answer only tells that it failed. */
    private static boolean isFault(Throwable failure) {
        return !(failure instanceof Refusal);
    }

    private <T> void count(
            Tally tally, ImportForm<T> form, Locale locale, List<RowReader.Read<T>> read, List<Outcome> outcomes) {
        Iterator<Outcome> next = outcomes.iterator();
        for (RowReader.Read<T> row : read) {
            Outcome outcome = row.problems().isEmpty() ? next.next() : null;
            if (outcome == null) {
                tally.add(row.row(), Outcome.UNREAD, List.of(), row.problems());
            } else {
                Throwable refusal = outcome.refusal();
                List<String> changed = outcome.changed().stream()
                        .map(property ->
                                form.holding(property).map(Column::name).orElse(property))
                        .toList();
                List<Report.CellProblem> why =
                        refusal == null ? List.of() : List.of(reader.problem(refusal, form, locale));
                tally.add(row.row(), outcome, changed, why);
            }
        }
    }
}
