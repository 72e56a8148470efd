package org.livelihood.catalog;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.RejectedExecutionException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.livelihood.kernel.Refusal;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Reads pictures and writes them anew. One at a time: a picture of 40 million pixels takes about 160 MB while it is
 * decoded. A picture keeps the way up that its EXIF orientation asks for, and nothing else of its metadata.
 */
@Component
class Pictures implements DisposableBean {

    static final int MOST_BYTES = 5 * 1024 * 1024;
    static final long MOST_PIXELS = 40_000_000;

    private static final int WAITING = 16;
    private static final int[] JPEG = {0xFF, 0xD8, 0xFF};
    private static final int[] PNG = {0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};

    private final Scheduler oneAtATime = Schedulers.newBoundedElastic(1, WAITING, "pictures");

    /** The picture as it is kept. Refused with NOT_AN_IMAGE, IMAGE_TOO_LARGE or PICTURES_BUSY. */
    Mono<Images.Stored> encoded(byte[] upload) {
        return Mono.fromCallable(() -> encode(upload))
                .subscribeOn(oneAtATime)
                .onErrorMap(RejectedExecutionException.class, full -> new Refusal(CatalogReason.PICTURES_BUSY));
    }

    @Override
    public void destroy() {
        oneAtATime.dispose();
    }

    private static Images.Stored encode(byte[] upload) throws IOException {
        if (upload.length > MOST_BYTES) {
            throw new Refusal(CatalogReason.IMAGE_TOO_LARGE, MOST_BYTES);
        }
        String format = formatOf(upload);
        BufferedImage image = decoded(upload, format);
        if (format.equals("jpeg")) {
            image = upright(image, Orientation.of(upload));
        }
        byte[] bytes = written(image, format);
        return new Images.Stored(digest(bytes), "image/" + format, bytes);
    }

    /** By its first bytes, never by what a client says. */
    private static String formatOf(byte[] bytes) {
        if (startsWith(bytes, JPEG)) {
            return "jpeg";
        }
        if (startsWith(bytes, PNG)) {
            return "png";
        }
        throw new Refusal(CatalogReason.NOT_AN_IMAGE);
    }

    private static boolean startsWith(byte[] bytes, int[] magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static BufferedImage decoded(byte[] bytes, String format) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(input, true, true);
            if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                throw new Refusal(CatalogReason.IMAGE_TOO_LARGE, MOST_BYTES);
            }
            return reader.read(0);
        } catch (Refusal refusal) {
            throw refusal;
        } catch (IOException | RuntimeException broken) {
            throw new Refusal(CatalogReason.NOT_AN_IMAGE);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage upright(BufferedImage image, Orientation orientation) {
        if (orientation == Orientation.UPRIGHT) {
            return image;
        }
        int width = orientation.swapsSides() ? image.getHeight() : image.getWidth();
        int height = orientation.swapsSides() ? image.getWidth() : image.getHeight();
        BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = turned.createGraphics();
        graphics.drawRenderedImage(image, orientation.transform(image.getWidth(), image.getHeight()));
        graphics.dispose();
        return turned;
    }

    private static byte[] written(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(0.85f);
            }
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
