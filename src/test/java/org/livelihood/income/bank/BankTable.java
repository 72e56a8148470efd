package org.livelihood.income.bank;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.livelihood.platform.sheet.Row;

/** A bank's table as the import hands it on. */
public final class BankTable {

    private BankTable() {}

    public static ResultFile read(String text) {
        CSVFormat format =
                CSVFormat.RFC4180.builder().setHeader().setNullString("").get();
        try (CSVParser rows = CSVParser.parse(text.replace("\uFEFF", ""), format)) {
            return ResultFile.of(rows.getRecords().stream().map(BankTable::row).toList());
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private static Row<ResultFile.Line> row(CSVRecord row) {
        int number = Math.toIntExact(row.getRecordNumber());
        ResultFile.Line line = new ResultFile.Line(
                row.get("item_id"), ResultFile.Word.valueOf(row.get("result")), row.get("receipt"), row.get("reason"));
        return new Row<>(number, number + 1, line);
    }
}
