package org.livelihood.catalog;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.ImageId;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Refusal;
import org.livelihood.kernel.Role;
import org.livelihood.producer.Producers;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Pictures of listings. The type is found by the content, never by what a client says; size and pixels are bounded
 * before anything is decoded; what is stored was encoded here, so neither metadata nor a hidden payload survives.
 */
@Service
public class Images {

    static final int MOST_BYTES = 5 * 1024 * 1024;

    private static final long MOST_PIXELS = 40_000_000;

    private final ImageStore store;
    private final Producers producers;

    Images(ImageStore store, Producers producers) {
        this.store = store;
        this.producers = producers;
    }

    /** A stored picture: its digest is its ETag. */
    public record Stored(byte[] hash, String type, byte[] bytes) {}

    /** Stores a picture once by its content; the id is random. Refused with NOT_AN_IMAGE or IMAGE_TOO_LARGE. */
    @Transactional
    public Mono<ImageId> add(Caller caller, ProducerId producer, byte[] upload) {
        ImageId id = ImageId.next();
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(producers.requireApproved(producer))
                .then(Mono.fromCallable(() -> encoded(upload)).subscribeOn(Schedulers.boundedElastic()))
                .flatMap(image -> store.add(id, producer, image))
                .thenReturn(id);
    }

    /** Refused with IMAGE_NOT_FOUND. */
    public Mono<Stored> get(ImageId id) {
        return store.find(id).switchIfEmpty(Mono.error(() -> new Refusal(CatalogReason.IMAGE_NOT_FOUND, id)));
    }

    private static Stored encoded(byte[] upload) throws IOException {
        if (upload.length > MOST_BYTES) {
            throw new Refusal(CatalogReason.IMAGE_TOO_LARGE, MOST_BYTES);
        }
        String format = formatOf(upload);
        BufferedImage image = decoded(upload, format);
        ByteArrayOutputStream output = new ByteArrayOutputStream(upload.length);
        if (!ImageIO.write(image, format, output)) {
            throw new Refusal(CatalogReason.NOT_AN_IMAGE);
        }
        byte[] bytes = output.toByteArray();
        return new Stored(digest(bytes), "image/" + format, bytes);
    }

    private static String formatOf(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xD8, 0xFF)) {
            return "jpeg";
        }
        if (startsWith(bytes, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return "png";
        }
        throw new Refusal(CatalogReason.NOT_AN_IMAGE);
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
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

    private static BufferedImage decoded(byte[] bytes, String format) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        ImageReader reader = readers.next();
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(input, true, true);
            if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                throw new Refusal(CatalogReason.IMAGE_TOO_LARGE, MOST_BYTES);
            }
            return reader.read(0);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            throw new Refusal(CatalogReason.NOT_AN_IMAGE);
        } finally {
            reader.dispose();
        }
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
