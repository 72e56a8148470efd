package org.livelihood.goods.catalog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.livelihood.platform.kernel.FileKind;
import org.livelihood.platform.kernel.Refusal;

/** The formats that pictures come in, known by their first bytes and never by what a client says. */
enum PictureFormat {
    JPEG("jpeg", 64_000_000),
    PNG("png", 64_000_000),
    /** Decoded as a whole, however small it is read. */
    WEBP("webp", 30_000_000);

    /** Scans of a JPEG: a progressive one has about ten, and each costs as much as a whole picture. */
    private static final int MOST_SCANS = 50;

    private static final long MEGA = 1_000_000;
    private static final int RIFF_HEADER = 8;
    private static final byte[] PNG_END = {'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82};

    private final String reader;
    private final long mostPixels;

    PictureFormat(String reader, long mostPixels) {
        this.reader = reader;
        this.mostPixels = mostPixels;
    }

    /** Its name among the readers of the platform. */
    String reader() {
        return reader;
    }

    long mostPixels() {
        return mostPixels;
    }

    /** What is said of a picture beyond these bounds. */
    Refusal tooLarge() {
        return new Refusal(
                CatalogReason.IMAGE_TOO_LARGE, Pictures.MOST_MEGABYTES, mostPixels / MEGA, PictureReader.LONGEST_SIDE);
    }

    /** Refused with NOT_AN_IMAGE, HEIC, or BROKEN_IMAGE when the end is missing. */
    static PictureFormat of(byte[] bytes) {
        return switch (FileKind.of(bytes)) {
            case JPEG -> whole(JPEG, scans(bytes) <= MOST_SCANS);
            case PNG -> whole(PNG, holds(bytes, PNG_END));
            case WEBP -> whole(WEBP, bytes.length >= RIFF_HEADER + riffLength(bytes));
            case HEIF -> throw new Refusal(CatalogReason.HEIC);
            default -> throw new Refusal(CatalogReason.NOT_AN_IMAGE);
        };
    }

    private static PictureFormat whole(PictureFormat format, boolean whole) {
        if (!whole) {
            throw new Refusal(CatalogReason.BROKEN_IMAGE);
        }
        return format;
    }

    /** Between its markers a JPEG never holds this pair of bytes, save in a thumbnail. */
    private static int scans(byte[] jpeg) {
        int scans = 0;
        for (int i = 1; i < jpeg.length; i++) {
            if (jpeg[i - 1] == (byte) 0xFF && jpeg[i] == (byte) 0xDA) {
                scans++;
            }
        }
        return scans;
    }

    private static boolean holds(byte[] bytes, byte[] end) {
        for (int i = bytes.length - end.length; i >= 0; i--) {
            if (Arrays.equals(bytes, i, i + end.length, end, 0, end.length)) {
                return true;
            }
        }
        return false;
    }

    private static long riffLength(byte[] webp) {
        return ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xFFFFFFFFL;
    }
}
