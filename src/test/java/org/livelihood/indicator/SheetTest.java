package org.livelihood.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetTest {

    @TempDir
    private Path directory;

    private static Answer answer(String label, Ratio ratio) {
        Indicator indicator = Indicator.INCIDENCE;
        Indicator.Definition definition = indicator.definition();
        return new Answer(
                indicator,
                definition.version(),
                definition.unit(),
                definition.title(),
                definition.titleZh(),
                definition.formula(),
                "511921101201",
                LocalDate.parse("2015-01-01"),
                LocalDate.parse("2015-12-31"),
                Instant.EPOCH,
                List.of(Answer.Row.of(indicator, "2015", label, ratio)));
    }

    private static CSVRecord csvRow(Answer answer) throws IOException {
        String text = new String(Sheet.csv(answer), StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFF");
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().get();
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(text.substring(1)))
                .setFormat(format)
                .get()) {
            return parser.getRecords().get(0);
        }
    }

    /** Read by its directory, as spreadsheets do: the parts' own heads do not know their sizes yet. */
    private String xlsx(Answer answer) throws IOException {
        Path file = Files.write(directory.resolve("answer.xlsx"), Sheet.xlsx(answer));
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry sheet = zip.getEntry("xl/worksheets/sheet1.xml");
            String cells = new String(zip.getInputStream(sheet).readAllBytes(), StandardCharsets.UTF_8);
            ZipEntry texts = zip.getEntry("xl/sharedStrings.xml");
            return cells + new String(zip.getInputStream(texts).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void eachLineSaysAllThatItsFigureNeeds() throws IOException {
        CSVRecord row = csvRow(answer("洪单村, \"Hongdan\"", new Ratio(180, 341L)));
        assertThat(row.get("indicator")).isEqualTo("INCIDENCE");
        assertThat(row.get("version")).isEqualTo("1");
        assertThat(row.get("unit")).isEqualTo("PERCENT");
        assertThat(row.get("region")).isEqualTo("511921101201");
        assertThat(row.get("from")).isEqualTo("2015-01-01");
        assertThat(row.get("as_of")).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(row.get("label")).isEqualTo("洪单村, \"Hongdan\"");
        assertThat(row.get("ratio")).isEqualTo("180/341");
        assertThat(row.get("value")).isEqualTo("52.79");
    }

    @Test
    void whatHasNoBaseIsEmpty() throws IOException {
        CSVRecord row = csvRow(answer("", new Ratio(180, null)));
        assertThat(row.get("numerator")).isEqualTo("180");
        assertThat(row.get("denominator")).isEmpty();
        assertThat(row.get("value")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "=cmd|' /C calc'!A0"})
    void noTextIsAFormula(String text) throws IOException {
        Answer answer = answer(text, new Ratio(1, 2L));
        assertThat(csvRow(answer).get("label")).startsWith("'");
        assertThat(xlsx(answer)).contains(">&apos;").doesNotContain("<f>");
    }

    @Test
    void numbersStayNumbers() throws IOException {
        assertThat(Sheet.harmless("-12.50")).isEqualTo("-12.50");
        assertThat(Sheet.harmless("-5/7")).isEqualTo("-5/7");
        assertThat(xlsx(answer("", new Ratio(1_234_567, 9_999_999L)))).contains("<v>1234567</v>");
    }

    @Test
    void numbersTooLongForASpreadsheetKeepTheirDigits() throws IOException {
        assertThat(xlsx(answer("", new Ratio(9_007_199_254_740_993L, 1L)))).contains("9007199254740993");
    }
}
