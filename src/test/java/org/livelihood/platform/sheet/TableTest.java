package org.livelihood.platform.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livelihood.platform.kernel.Reason;
import org.livelihood.platform.kernel.Refusal;

/** How files are read before anything is known of what they hold. */
class TableTest {

    private static final ImportForm<Object> FORM = ImportForm.of(
            "test",
            "/test",
            Object.class,
            Column.of("code", "code", Column.Kind.REGION, ""),
            Column.of("name", "name", Column.Kind.TEXT, ""));
    private static final Map<String, Column> KNOWN = Map.of(
            "code", FORM.columns().get(0),
            "区划代码", FORM.columns().get(0),
            "name", FORM.columns().get(1),
            "名称", FORM.columns().get(1));

    @TempDir
    private Path directory;

    private Path file(String text, Charset charset) {
        return file(text.getBytes(charset));
    }

    private Path file(byte[] bytes) {
        try {
            return Files.write(directory.resolve("file"), bytes);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<List<String>> rows(List<? extends Table> ways) {
        try (Stream<Line> rows = ColumnMapping.find(ways, FORM, KNOWN).rows()) {
            return rows.map(line -> line.cells().stream().map(Cell::text).toList())
                    .toList();
        }
    }

    private static List<List<String>> csv(Path file, @Nullable Charset declared) {
        return rows(CsvTable.waysToRead(file, Encoding.of(file, declared)));
    }

    private static Reason reasonOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(reading);
        assertThat(thrown).isInstanceOf(Refusal.class);
        return ((Refusal) thrown).reason();
    }

    @ParameterizedTest
    @DisplayName("B1: the encoding is found, with a mark and without")
    @CsvSource({
        "UTF-8,UTF-8,''",
        "UTF-8,UTF-8,EFBBBF",
        "GB18030,GB18030,''",
        "GBK,GB18030,''",
        "UTF-16LE,UTF-16LE,FFFE",
        "UTF-16BE,UTF-16BE,FEFF",
        "UTF-16LE,UTF-16LE,''",
        "UTF-16BE,UTF-16BE,''",
        "GB18030,GB18030,84319533"
    })
    void encodingsAreFound(String written, String found, String mark) {
        byte[] head = java.util.HexFormat.of().parseHex(mark);
        byte[] text = "code,name\r\n341226,颍上县\r\n341227,利辛县\r\n".getBytes(Charset.forName(written));
        byte[] bytes = new byte[head.length + text.length];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(text, 0, bytes, head.length, text.length);
        Path file = file(bytes);
        assertThat(Encoding.of(file, null).name()).isEqualTo(found);
        assertThat(csv(file, null)).containsExactly(List.of("341226", "颍上县"), List.of("341227", "利辛县"));
    }

    @Test
    @DisplayName("B1: rare characters of GB18030 come out whole")
    void rareCharacters() {
        Path file = file("code,name\n341226,吴𬭊祥㙍〇\n", Charset.forName("GB18030"));
        assertThat(csv(file, null)).containsExactly(List.of("341226", "吴𬭊祥㙍〇"));
    }

    @Test
    @DisplayName("B1: what is declared holds, or the file is refused")
    void declaredCharset() {
        Path file = file("code,name\n341226,颍上县\n", Charset.forName("GBK"));
        assertThat(csv(file, Charset.forName("GB2312"))).containsExactly(List.of("341226", "颍上县"));
        assertThat(reasonOf(() -> csv(file, StandardCharsets.UTF_8))).isEqualTo(SheetReason.OTHER_ENCODING);
        byte[] cut = "code,name\n341226,颍上县".getBytes(Charset.forName("GBK"));
        Path broken = file(java.util.Arrays.copyOf(cut, cut.length - 1));
        assertThat(reasonOf(() -> csv(broken, null))).isEqualTo(SheetReason.UNKNOWN_ENCODING);
        assertThat(reasonOf(() -> csv(file(new byte[] {'c', 0, 'x', 'y', 0, 0, 'z'}), null)))
                .isEqualTo(SheetReason.UNKNOWN_ENCODING);
    }

    @ParameterizedTest
    @DisplayName("B5: sep= lines, titles, empty columns and other signs between cells")
    @ValueSource(
            strings = {
                "sep=,\ncode,name\n11,北京市\n",
                "sep=;\r\ncode;name\r\n11;北京市\r\n",
                "\"sep=\t\"\ncode\tname\n11\t北京市\n",
                "code\tname\n11\t北京市\n",
                "code;name\n11;北京市\n",
                "全国区划,\n\ncode,name\n11,北京市\n",
                "某县 2020年 名册,,\n制表人：某某,,\n区划代码*,名称（必填）,\n11,北京市,\n",
                "Ｃｏｄｅ , NAME\n11,北京市\n",
                "code,name\r11,北京市\r"
            })
    void tablesAsTheyCome(String text) {
        List<List<String>> rows = csv(file(text, StandardCharsets.UTF_8), null);
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0)).startsWith("11", "北京市");
    }

    @Test
    @DisplayName("B5: an unclosed quote is told with its line; missing and doubled columns are named")
    void whatIsNoTable() {
        Path unclosed = file("code,name\n11,北京市\n12,\"天津市\n13,河北省\n", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> csv(unclosed, null)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(SheetReason.NOT_A_TABLE);
            assertThat(String.valueOf(refusal.details().get(0))).isEqualTo("3");
        });
        assertThatThrownBy(() -> csv(file("code,what\n11,x\n", StandardCharsets.UTF_8), null))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo(SheetReason.COLUMNS_MISSING);
                    assertThat(refusal.details()).containsExactly("name", "/api/v1/imports/test/template");
                });
        assertThat(reasonOf(() -> csv(file("code,name,名称\n11,a,b\n", StandardCharsets.UTF_8), null)))
                .isEqualTo(SheetReason.COLUMN_TWICE);
        assertThat(reasonOf(() -> csv(file(new byte[0]), null))).isEqualTo(SheetReason.COLUMNS_MISSING);
    }

    @Test
    @DisplayName("B5: lines are numbered as an editor numbers them")
    void lineNumbers() {
        Path file = file("sep=,\ncode,name\n11,\"two\nlines\"\n\n12,b\n", StandardCharsets.UTF_8);
        Encoding encoding = Encoding.of(file, null);
        try (Stream<Line> rows = ColumnMapping.find(CsvTable.waysToRead(file, encoding), FORM, KNOWN)
                .rows()) {
            assertThat(rows.map(Line::number)).containsExactly(3, 6);
        }
    }

    @ParameterizedTest
    @DisplayName("B7: days as people write them")
    @ValueSource(
            strings = {
                "2020-04-10",
                "2020/4/10",
                "2020.4.10",
                "2020年4月10日",
                "43931",
                "20200410",
                "２０２０年４月１０日",
                "'2020-04-10",
                " 2020-04-10 ",
                "2020-04-10 00:00:00",
                "2020-04-10T00:00",
                "2020 年 4 月 10 日",
                "43931.0",
                "2020年04月10号",
                "2020-4-10 0:00"
            })
    void days(String text) {
        assertThat(Days.of(text)).isEqualTo(LocalDate.parse("2020-04-10"));
    }

    @ParameterizedTest
    @DisplayName("B7: a day that may be read in two ways is refused, and what is none")
    @CsvSource({
        "4/10/2020,CELL_DAY_IN_DOUBT",
        "10.4.2020,CELL_DAY_IN_DOUBT",
        "04-10-20,CELL_DAY_IN_DOUBT",
        "2020,CELL_NOT_A_DAY",
        "2020-02-30,CELL_NOT_A_DAY",
        "20200230,CELL_NOT_A_DAY",
        "2020年4月,CELL_NOT_A_DAY",
        "0000-01-01,CELL_NOT_A_DAY",
        "abc,CELL_NOT_A_DAY",
        "2020-04-10 12:30,CELL_NOT_A_DAY"
    })
    void noDays(String text, String reason) {
        assertThat(reasonOf(() -> Days.of(text))).isEqualTo(SheetReason.valueOf(reason));
    }

    @Test
    @DisplayName("B8: a spreadsheet that another program wrote")
    void spreadsheets() throws IOException {
        Path file = directory.resolve("book.xlsx");
        try (XSSFWorkbook book = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            CellStyle day = book.createCellStyle();
            day.setDataFormat(book.createDataFormat().getFormat("yyyy\"年\"m\"月\"d\"日\""));
            book.createSheet("说明").createRow(0).createCell(0).setCellValue("请填写");
            var sheet = book.createSheet("数据");
            sheet.createRow(1).createCell(1).setCellValue("全国区划");
            XSSFRow head = sheet.createRow(3);
            head.createCell(1).setCellValue("区划代码");
            head.createCell(2).setCellValue("名称");
            XSSFRow row = sheet.createRow(5);
            row.createCell(1).setCellValue(341_226_117_208d);
            row.createCell(2).setCellValue("洪单村");
            row.createCell(3).setCellFormula("1/0");
            XSSFRow dated = sheet.createRow(6);
            dated.createCell(1).setCellFormula("\"34\"&\"12\"");
            dated.createCell(2).setCellValue(LocalDate.parse("2020-04-10"));
            dated.getCell(2).setCellStyle(day);
            book.getCreationHelper().createFormulaEvaluator().evaluateAll();
            book.write(out);
        }
        try (Stream<Line> rows =
                ColumnMapping.find(XlsxTable.waysToRead(file), FORM, KNOWN).rows()) {
            List<Line> lines = rows.toList();
            assertThat(lines).extracting(Line::number).containsExactly(6, 7);
            assertThat(lines.get(0).at(1)).isEqualTo(new Cell("341226117208", Cell.Type.NUMBER));
            assertThat(lines.get(0).at(2).text()).isEqualTo("洪单村");
            assertThat(lines.get(0).at(3).type()).isEqualTo(Cell.Type.ERROR);
            assertThat(lines.get(1).at(1).text()).isEqualTo("3412");
            assertThat(lines.get(1).at(2)).isEqualTo(new Cell("43931", Cell.Type.DAY));
        }
    }

    @Test
    @DisplayName("B8: numbers that lost digits, and days from 1904")
    void numbersOfSpreadsheets() throws IOException {
        Path file = directory.resolve("book.xlsx");
        try (XSSFWorkbook book = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            book.getCTWorkbook().addNewWorkbookPr().setDate1904(true);
            CellStyle day = book.createCellStyle();
            day.setDataFormat((short) 14);
            var sheet = book.createSheet("a");
            sheet.createRow(0).createCell(0).setCellValue("code");
            sheet.getRow(0).createCell(1).setCellValue("name");
            sheet.createRow(1).createCell(0).setCellValue(511_921_197_001_010_029d);
            sheet.getRow(1).createCell(1).setCellValue(42_469);
            sheet.getRow(1).getCell(1).setCellStyle(day);
            book.write(out);
        }
        try (Stream<Line> rows =
                ColumnMapping.find(XlsxTable.waysToRead(file), FORM, KNOWN).rows()) {
            Line line = rows.findFirst().orElseThrow();
            assertThat(line.at(0)).isEqualTo(new Cell("", Cell.Type.NUMBER));
            assertThat(Days.of(line.at(1).text())).isEqualTo(LocalDate.parse("2020-04-10"));
        }
    }

    @Test
    @DisplayName("B8: no spreadsheet: cut, with entities, blown up")
    void noSpreadsheets() throws IOException {
        assertThat(reasonOf(() -> XlsxTable.waysToRead(file(new byte[] {'P', 'K', 3, 4, 0, 0}))))
                .isEqualTo(SheetReason.NOT_A_WORKBOOK);
        assertThat(reasonOf(() ->
                        XlsxTable.waysToRead(zip("xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", 1))))
                .isEqualTo(SheetReason.NOT_A_WORKBOOK);
        assertThat(reasonOf(() -> XlsxTable.waysToRead(zip("xl/sharedStrings.xml", " ".repeat(1 << 20), 97))))
                .isEqualTo(SheetReason.NOT_A_WORKBOOK);
    }

    private Path zip(String part, String text, int times) throws IOException {
        Path file = directory.resolve("zip.xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(part));
            for (int i = 0; i < times; i++) {
                zip.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
