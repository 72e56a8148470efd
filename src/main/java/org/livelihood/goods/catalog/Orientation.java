package org.livelihood.goods.catalog;

import java.awt.geom.AffineTransform;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a camera was held, as a JPEG says it (EXIF 2.32, tag 0x0112): phones store pictures lying on their side. */
enum Orientation {
    UPRIGHT,
    MIRRORED,
    UPSIDE_DOWN,
    UPSIDE_DOWN_MIRRORED,
    LEFT_MIRRORED,
    LEFT,
    RIGHT_MIRRORED,
    RIGHT;

    private static final int APP1 = 0xE1;
    private static final int START_OF_SCAN = 0xDA;
    private static final int EXIF = 0x45786966;
    private static final int BIG_ENDIAN = 0x4D4D;
    private static final int TAG = 0x0112;
    private static final int ENTRY_BYTES = 12;

    /** What the JPEG says; upright when it says nothing that can be read. */
    static Orientation of(byte[] jpeg) {
        try {
            return read(ByteBuffer.wrap(jpeg));
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            return UPRIGHT;
        }
    }

    private static Orientation read(ByteBuffer jpeg) {
        jpeg.position(2);
        while ((jpeg.get() & 0xFF) == 0xFF) {
            int marker = jpeg.get() & 0xFF;
            if (marker == START_OF_SCAN) {
                return UPRIGHT;
            }
            int start = jpeg.position();
            int length = jpeg.getShort() & 0xFFFF;
            if (marker == APP1 && jpeg.getInt() == EXIF) {
                return ofTiff(jpeg.slice(start + 8, length - 8));
            }
            jpeg.position(start + Math.max(2, length));
        }
        return UPRIGHT;
    }

    private static Orientation ofTiff(ByteBuffer tiff) {
        tiff.order((tiff.getShort(0) & 0xFFFF) == BIG_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY_BYTES;
            if ((tiff.getShort(entry) & 0xFFFF) == TAG) {
                return values()[tiff.getShort(entry + 8) - 1];
            }
        }
        return UPRIGHT;
    }

    boolean swapsSides() {
        return compareTo(LEFT_MIRRORED) >= 0;
    }

    /** Turns a picture of that size upright. */
    AffineTransform transform(int width, int height) {
        switch (this) {
            case MIRRORED:
                return new AffineTransform(-1, 0, 0, 1, width, 0);
            case UPSIDE_DOWN:
                return new AffineTransform(-1, 0, 0, -1, width, height);
            case UPSIDE_DOWN_MIRRORED:
                return new AffineTransform(1, 0, 0, -1, 0, height);
            case LEFT_MIRRORED:
                return new AffineTransform(0, 1, 1, 0, 0, 0);
            case LEFT:
                return new AffineTransform(0, 1, -1, 0, height, 0);
            case RIGHT_MIRRORED:
                return new AffineTransform(0, -1, -1, 0, height, width);
            case RIGHT:
                return new AffineTransform(0, -1, 1, 0, 0, width);
            default:
                return new AffineTransform();
        }
    }
}
