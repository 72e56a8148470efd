package org.livelihood.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileKindTest {

    private static Stream<Arguments> files() {
        return Stream.of(
                arguments("%PDF-1.7 and more", FileKind.PDF),
                arguments("%PDF", FileKind.OTHER),
                arguments("\u00FF\u00D8\u00FF\u00E0", FileKind.JPEG),
                arguments("\u00FF\u00D8", FileKind.OTHER),
                arguments("\u0089PNG\r\n\u001A\n", FileKind.PNG),
                arguments("RIFF1234WEBPVP8", FileKind.WEBP),
                arguments("RIFF1234WAVE", FileKind.OTHER),
                arguments("1234ftypheic", FileKind.HEIF),
                arguments("1234ftypavif", FileKind.HEIF),
                arguments("1234ftypmp42", FileKind.OTHER),
                arguments("PK\u0003\u0004", FileKind.ZIP),
                arguments("\u00D0\u00CF\u0011\u00E0", FileKind.OLD_WORKBOOK),
                arguments(" %PDF-1.7", FileKind.OTHER),
                arguments("", FileKind.OTHER));
    }

    @ParameterizedTest
    @MethodSource("files")
    void firstBytesTell(String bytes, FileKind kind) {
        assertThat(FileKind.of(bytes.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(kind);
    }
}
