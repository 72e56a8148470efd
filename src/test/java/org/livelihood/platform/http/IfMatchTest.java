package org.livelihood.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IfMatchTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"12\"; true",
                "W/\"12\"; true",
                "12; true",
                " \"1\" , W/\"12\" ; true",
                "*; true",
                "\"1\"; false",
                "\"1\",\"2\"; false",
                "\"120\"; false",
                "\"abc\"; false",
                "W/12; true",
                "\"99999999999999\"; false",
                "\"1\", *; false"
            })
    @DisplayName("C5: the weak form compares as the strong one, a list as any of it, and * as all there is")
    void versions(String header, boolean matches) {
        assertThat(IfMatch.of(header).test(12)).isEqualTo(matches);
    }
}
