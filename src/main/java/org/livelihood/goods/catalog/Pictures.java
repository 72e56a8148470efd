package org.livelihood.goods.catalog;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Sha256;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Reads pictures and writes them anew, one at a time; a few more may wait with their bytes, others are told to come
 * again before anything of them is read. A picture keeps the way up that its EXIF orientation asks for, and nothing
 * else of its metadata.
 */
@Component
class Pictures implements DisposableBean {

    static final int MOST_MEGABYTES = 12;
    static final int MOST_BYTES = MOST_MEGABYTES * 1024 * 1024;

    private static final int MOST_AT_ONCE = 8;
    private static final String TYPE = "image/";

    private final Scheduler oneAtATime = Schedulers.newBoundedElastic(1, 2 * MOST_AT_ONCE, "pictures");
    private final Semaphore seats = new Semaphore(MOST_AT_ONCE);

    /**
     * A picture as it is kept.
     *
     * @param sizes the same, smaller
     */
    record Encoded(StoredImage full, Map<ImageSize, StoredImage> sizes) {}

    /**
     * The picture as it is kept. Refused with NOT_AN_IMAGE, HEIC, BROKEN_IMAGE, IMAGE_TOO_LARGE or PICTURES_BUSY.
     *
     * @param upload is asked for its bytes when there is room for them
     */
    Mono<Encoded> encoded(Mono<byte[]> upload) {
        return inASeat(
                upload.onErrorMap(DataBufferLimitException.class, large -> PictureFormat.JPEG.tooLarge()),
                Pictures::encode);
    }

    /** A kept picture made smaller, under the same digest. Refused with PICTURES_BUSY. */
    Mono<StoredImage> smaller(StoredImage full, ImageSize size) {
        return inASeat(Mono.just(full), picture -> {
            BufferedImage image = PictureReader.read(picture.bytes(), PictureFormat.of(picture.bytes()));
            return sized(image, picture, size);
        });
    }

    private <T, R> Mono<R> inASeat(Mono<T> picture, Function<T, R> work) {
        return Mono.using(this::seat, seat -> picture.publishOn(oneAtATime).map(work), Semaphore::release);
    }

    private static StoredImage sized(BufferedImage image, StoredImage full, ImageSize size) {
        String format = full.type().substring(TYPE.length());
        byte[] bytes = written(PictureReader.shrunk(image, size.side()), format);
        return new StoredImage(full.hash(), full.type(), bytes);
    }

    private Semaphore seat() {
        if (seats.tryAcquire()) {
            return seats;
        }
        throw new Refusal(CatalogReason.PICTURES_BUSY);
    }

    @Override
    public void destroy() {
        oneAtATime.dispose();
    }

    private static Encoded encode(byte[] upload) {
        if (upload.length > MOST_BYTES) {
            throw PictureFormat.JPEG.tooLarge();
        }
        PictureFormat format = PictureFormat.of(upload);
        BufferedImage image = PictureReader.read(upload, format);
        if (format == PictureFormat.JPEG) {
            image = upright(image, Orientation.of(upload));
        }
        boolean photo = format == PictureFormat.JPEG
                || format == PictureFormat.WEBP && !image.getColorModel().hasAlpha();
        String kept = photo ? "jpeg" : "png";
        byte[] bytes = written(image, kept);
        StoredImage full = new StoredImage(Sha256.of(bytes), TYPE + kept, bytes);
        BufferedImage medium = PictureReader.shrunk(image, ImageSize.MEDIUM.side());
        return new Encoded(
                full,
                Map.of(
                        ImageSize.MEDIUM,
                        sized(medium, full, ImageSize.MEDIUM),
                        ImageSize.SMALL,
                        sized(medium, full, ImageSize.SMALL)));
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

    private static byte[] written(BufferedImage image, String format) {
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
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
