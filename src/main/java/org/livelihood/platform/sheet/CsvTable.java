package org.livelihood.platform.sheet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.livelihood.platform.kernel.Refusal;

/** A text file (RFC 4180) with one sign between the cells; a first line {@code sep=;} names it. */
record CsvTable(Path file, Encoding encoding, char delimiter, boolean skipsFirst) implements Table {

    private static final String DELIMITERS = ",\t;，|";
    private static final Pattern NAMED = Pattern.compile("(?i)\"?sep=(.)\"?\\s*");

    /** Each sign that may stand between the cells is a way to read the file, unless it says which. */
    static List<CsvTable> waysToRead(Path file, Encoding encoding) {
        String first = firstLine(file, encoding);
        Matcher named = NAMED.matcher(first);
        if (named.matches()) {
            return List.of(new CsvTable(file, encoding, named.group(1).charAt(0), true));
        }
        return DELIMITERS
                .chars()
                .mapToObj(sign -> new CsvTable(file, encoding, (char) sign, false))
                .toList();
    }

    private static String firstLine(Path file, Encoding encoding) {
        try (Reader in = encoding.open(file)) {
            char[] head = new char[12];
            int read = new BufferedReader(in).read(head);
            String text = read < 0 ? "" : new String(head, 0, read);
            return text.split("[\r\n]", 2)[0];
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public Stream<Line> lines() {
        try {
            BufferedReader in = new BufferedReader(encoding.open(file));
            if (skipsFirst) {
                in.readLine();
            }
            CSVFormat format = CSVFormat.RFC4180
                    .builder()
                    .setDelimiter(delimiter)
                    .setIgnoreEmptyLines(false)
                    .get();
            CSVParser parser =
                    CSVParser.builder().setReader(in).setFormat(format).get();
            Iterator<Line> lines = new Lines(parser, skipsFirst ? 1 : 0);
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(lines, Spliterator.ORDERED), false)
                    .onClose(() -> close(parser));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void close(CSVParser parser) {
        try {
            parser.close();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Numbers the lines; a cell may go over several. */
    private static final class Lines implements Iterator<Line> {

        private final CSVParser parser;
        private final Iterator<CSVRecord> records;
        private final long before;
        private long start;

        Lines(CSVParser parser, int before) {
            this.parser = parser;
            this.records = parser.iterator();
            this.before = before;
        }

        @Override
        public boolean hasNext() {
            if (start == 0) {
                start = before + parser.getCurrentLineNumber() + 1;
            }
            return orRefuse(records::hasNext);
        }

        @Override
        public Line next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            CSVRecord row = orRefuse(records::next);
            Line line =
                    new Line(Math.toIntExact(start), row.stream().map(Cell::of).toList());
            start = 0;
            return line;
        }

        private <T> T orRefuse(Supplier<T> step) {
            try {
                return step.get();
            } catch (UncheckedIOException | IllegalStateException malformed) {
                throw new Refusal(SheetReason.NOT_A_TABLE, start);
            }
        }
    }
}
