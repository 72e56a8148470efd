package org.livelihood.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livelihood.platform.kernel.Money;

class SheetTest {

    @TempDir
    private Path directory;

    private static Sheet sheet(@Nullable Object... cells) {
        List<String> columns =
                List.of("label", "numerator", "denominator", "value").subList(0, cells.length);
        return new Sheet("sheet", List.of(), columns, List.of(Arrays.asList(cells)));
    }

    private static CSVRecord csvRow(Sheet sheet) throws IOException {
        String text = new String(sheet.csv(), StandardCharsets.UTF_8);
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
    private String xlsx(Sheet sheet) throws IOException {
        Path file = Files.write(directory.resolve("answer.xlsx"), new Book(List.of(sheet)).xlsx());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry cellsOf = zip.getEntry("xl/worksheets/sheet1.xml");
            String cells = new String(zip.getInputStream(cellsOf).readAllBytes(), StandardCharsets.UTF_8);
            ZipEntry texts = zip.getEntry("xl/sharedStrings.xml");
            return cells + new String(zip.getInputStream(texts).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void textStaysAsItIs() throws IOException {
        CSVRecord row = csvRow(sheet("洪单村, \"Hongdan\"", 180L, 341L, "52.79"));
        assertThat(row.get("label")).isEqualTo("洪单村, \"Hongdan\"");
        assertThat(row.get("denominator")).isEqualTo("341");
        assertThat(row.get("value")).isEqualTo("52.79");
    }

    @Test
    void whatIsNotThereIsEmpty() throws IOException {
        CSVRecord row = csvRow(sheet("", 180L, null, null));
        assertThat(row.get("numerator")).isEqualTo("180");
        assertThat(row.get("denominator")).isEmpty();
        assertThat(row.get("value")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "=cmd|' /C calc'!A0"})
    void noTextIsAFormula(String text) throws IOException {
        assertThat(csvRow(sheet(text)).get("label")).startsWith("'");
        assertThat(xlsx(sheet(text))).contains(">&apos;").doesNotContain("<f>");
    }

    @Test
    void numbersStayNumbers() throws IOException {
        assertThat(Sheet.harmless("-12.50")).isEqualTo("-12.50");
        assertThat(Sheet.harmless("-5/7")).isEqualTo("'-5/7");
        assertThat(xlsx(sheet("", 1_234_567L))).contains("<v>1234567</v>");
    }

    @Test
    void numbersTooLongForASpreadsheetKeepTheirDigits() throws IOException {
        assertThat(xlsx(sheet("", 9_007_199_254_740_993L))).contains("9007199254740993");
    }

    @Test
    @DisplayName("C6: numbers sum, days sort, money is in yuan, times are Beijing's")
    void cellsKeepTheirKind() throws IOException {
        Sheet sheet = new Sheet(
                "收入/2020",
                List.of("标题", "期间"),
                List.of("日期", "金额", "时间", "比例"),
                List.of(Arrays.asList(
                        LocalDate.parse("2020-04-10"),
                        new Money(123_456_789),
                        Instant.parse("2020-04-10T16:00:00.123456789Z"),
                        new BigDecimal("75.76"))));
        CSVRecord row = csvRow(sheet);
        assertThat(row.toList()).containsExactly("2020-04-10", "1234567.89", "2020-04-11 00:00:00", "75.76");
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(new Book(List.of(sheet)).xlsx()))) {
            XSSFSheet page = book.getSheetAt(0);
            assertThat(page.getSheetName()).isEqualTo("收入 2020");
            assertThat(page.getRow(0).getCell(0).getStringCellValue()).isEqualTo("标题");
            assertThat(page.getRow(2).getCell(1).getStringCellValue()).isEqualTo("金额");
            assertThat(page.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 3);
            assertThat(page.getColumnWidth(2)).isGreaterThan(19 * 256);
            XSSFRow cells = page.getRow(3);
            assertThat(DateUtil.isCellDateFormatted(cells.getCell(0))).isTrue();
            assertThat(cells.getCell(0).getLocalDateTimeCellValue()).isEqualTo("2020-04-10T00:00");
            assertThat(cells.getCell(1).getNumericCellValue()).isEqualTo(1_234_567.89);
            assertThat(cells.getCell(2).getLocalDateTimeCellValue()).isEqualTo("2020-04-11T00:00");
            assertThat(cells.getCell(3).getNumericCellValue()).isEqualTo(75.76);
        }
    }
}
