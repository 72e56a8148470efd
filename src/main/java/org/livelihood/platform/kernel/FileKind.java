package org.livelihood.platform.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/** What a file is, by its first bytes: never by its name, or by what its sender says. */
public enum FileKind {
    PDF("application/pdf", "%PDF-"),
    JPEG("image/jpeg", "\u00FF\u00D8\u00FF"),
    PNG("image/png", "\u0089PNG\r\n\u001A\n"),
    WEBP("image/webp", "RIFF.{4}WEBP"),
    /** As phones store pictures, which few programs can read: HEIC and AVIF. */
    HEIF("image/heif", ".{4}ftyp(heic|heix|heim|heis|hevc|mif1|msf1|avif)"),
    /** Among others, every workbook since 2007. */
    ZIP("application/zip", "PK\u0003\u0004"),
    /** A workbook of before 2007. */
    OLD_WORKBOOK("application/vnd.ms-excel", "\u00D0\u00CF\u0011\u00E0"),
    OTHER("application/octet-stream", "");

    /** As many of a file's first bytes tell. */
    public static final int FIRST_BYTES = 12;

    private final String mediaType;
    private final Pattern start;

    FileKind(String mediaType, String start) {
        this.mediaType = mediaType;
        this.start = Pattern.compile(start, Pattern.DOTALL);
    }

    public String mediaType() {
        return mediaType;
    }

    /** @param bytes of the file from its beginning; {@link #FIRST_BYTES} are enough */
    public static FileKind of(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, FIRST_BYTES), StandardCharsets.ISO_8859_1);
        return Arrays.stream(values())
                .filter(kind -> kind.start.matcher(start).lookingAt())
                .findFirst()
                .orElse(OTHER);
    }
}
