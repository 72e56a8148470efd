package org.livelihood.platform.sheet;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Refusal;

/**
 * In which encoding a text file is written: by its mark, by what its sender says, or by which one it can be: UTF-8,
 * else UTF-16, else GB18030, in which Chinese spreadsheets save CSV. What cannot be read wholly is refused.
 *
 * @param mark how many bytes at the beginning only say the encoding
 */
record Encoding(Charset charset, int mark) {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Set<String> SUBSETS_OF_GB18030 = Set.of("GB2312", "GBK", "X-MSWIN-936", "WINDOWS-936");
    private static final int LOOKED_AT = 4_096;

    private record Mark(Charset charset, byte... bytes) {}

    private static final List<Mark> MARKS = List.of(
            new Mark(StandardCharsets.UTF_8, (byte) 0xEF, (byte) 0xBB, (byte) 0xBF),
            new Mark(StandardCharsets.UTF_16LE, (byte) 0xFF, (byte) 0xFE),
            new Mark(StandardCharsets.UTF_16BE, (byte) 0xFE, (byte) 0xFF),
            new Mark(GB18030, (byte) 0x84, (byte) 0x31, (byte) 0x95, (byte) 0x33));

    String name() {
        return charset.name();
    }

    /**
     * @param declared what the sender says, null when nothing
     * @throws Refusal OTHER_ENCODING where that is not so, UNKNOWN_ENCODING where none fits
     */
    static Encoding of(Path file, @Nullable Charset declared) {
        byte[] head = headOf(file);
        for (Mark mark : MARKS) {
            if (startsWith(head, mark.bytes())) {
                return require(file, new Encoding(mark.charset(), mark.bytes().length));
            }
        }
        if (declared != null) {
            return require(file, new Encoding(widened(declared), 0));
        }
        return List.of(StandardCharsets.UTF_8, wideOf(head), GB18030).stream()
                .map(charset -> new Encoding(charset, 0))
                .filter(encoding -> encoding.fits(file))
                .findFirst()
                .orElseThrow(() -> new Refusal(SheetReason.UNKNOWN_ENCODING));
    }

    private static Encoding require(Path file, Encoding encoding) {
        if (!encoding.fits(file)) {
            throw new Refusal(SheetReason.OTHER_ENCODING, encoding.name());
        }
        return encoding;
    }

    /** Files that are said to be of an older Chinese encoding hold what only the newest has. */
    private static Charset widened(Charset declared) {
        return SUBSETS_OF_GB18030.contains(declared.name().toUpperCase(Locale.ROOT)) ? GB18030 : declared;
    }

    /** UTF-16 in which half of the bytes of commas and line ends are zero; else UTF-8 once more. */
    private static Charset wideOf(byte[] head) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < head.length; i++) {
            if (head[i] == 0) {
                even += i % 2 == 0 ? 1 : 0;
                odd += i % 2;
            }
        }
        if (even == odd) {
            return StandardCharsets.UTF_8;
        }
        return odd > even ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    private static byte[] headOf(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LOOKED_AT);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean startsWith(byte[] head, byte[] mark) {
        return head.length >= mark.length && Arrays.equals(head, 0, mark.length, mark, 0, mark.length);
    }

    /** Whether all of the file is text of this encoding: no byte is left over, and no NUL stands between. */
    private boolean fits(Path file) {
        try (Reader reader = open(file)) {
            char[] chars = new char[LOOKED_AT];
            for (int read = reader.read(chars); read >= 0; read = reader.read(chars)) {
                for (int i = 0; i < read; i++) {
                    if (chars[i] == 0) {
                        return false;
                    }
                }
            }
            return true;
        } catch (CharacterCodingException other) {
            return false;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Reader open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        in.skipNBytes(mark);
        CharsetDecoder strict = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return new InputStreamReader(in, strict);
    }
}
