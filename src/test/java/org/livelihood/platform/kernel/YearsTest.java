package org.livelihood.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YearsTest {

    private static final Pattern ROLLING = Pattern.compile("(minusYears|plusYears)\\(");

    /** What counts years and is no period that money or a count is of. */
    private static final List<String> OTHERS =
            List.of("platform/kernel/Years.java", "books/hours/HourBook.java", "demo/");

    private static long days(LocalDate first, LocalDate last) {
        return ChronoUnit.DAYS.between(first, last) + 1;
    }

    @ParameterizedTest
    @DisplayName("D11: a rolling year is half-open, also around a leap day")
    @CsvSource({
        "2025-02-28, 2024-03-01, 365",
        "2025-02-27, 2024-02-28, 366",
        "2025-03-01, 2024-03-02, 365",
        "2024-02-28, 2023-03-01, 365",
        "2024-02-29, 2023-03-01, 366",
        "2024-03-01, 2023-03-02, 366",
        "2025-12-31, 2025-01-01, 365",
        "2000-02-29, 1999-03-01, 366",
        "2101-02-28, 2100-03-01, 365"
    })
    void aRollingYear(LocalDate last, LocalDate first, long days) {
        assertThat(Years.startOfYearEnding(last)).isEqualTo(first);
        assertThat(days(first, last)).isEqualTo(days);
    }

    @Test
    @DisplayName(
            "D11: every rolling year of 1978 to 2110 has 365 days and its leap day, and none begins before the last")
    void everyRollingYear() {
        LocalDate before = LocalDate.MIN;
        LocalDate end = LocalDate.of(2110, 1, 1);
        for (LocalDate last = LocalDate.of(1978, 1, 1); last.isBefore(end); last = last.plusDays(1)) {
            LocalDate first = Years.startOfYearEnding(last);
            assertThat(days(first, last)).as("%s", last).isEqualTo(365 + leapDays(first, last));
            assertThat(first).as("%s", last).isAfterOrEqualTo(before);
            assertThat(Years.areMoreThan(1, first, last)).as("%s", last).isFalse();
            before = first;
        }
    }

    private static long leapDays(LocalDate first, LocalDate last) {
        return Stream.of(first.getYear(), last.getYear())
                .distinct()
                .filter(Year::isLeap)
                .map(year -> LocalDate.of(year, 2, 29))
                .filter(day -> !day.isBefore(first) && !day.isAfter(last))
                .count();
    }

    @Test
    @DisplayName("D11: whoever reckons in years asks here")
    void yearsAreReckonedInOnePlace() throws IOException {
        Path main = Path.of("src/main/java/org/livelihood");
        try (Stream<Path> files = Files.walk(main)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> ROLLING.matcher(read(file)).find())
                            .map(file -> main.relativize(file).toString())
                            .filter(file -> OTHERS.stream().noneMatch(file::startsWith)))
                    .isEmpty();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
