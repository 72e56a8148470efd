package org.livelihood.goods.catalog;

import org.livelihood.people.producer.Producers;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Face of the pictures of listings. The type is found by the content, never by what a client says; size and pixels are
 * bounded before anything is decoded; what is stored was encoded here, so neither metadata nor a hidden payload
 * survives.
 */
@Service
public class Images {

    private final ImageStore store;
    private final Pictures pictures;
    private final Producers producers;

    Images(ImageStore store, Pictures pictures, Producers producers) {
        this.store = store;
        this.pictures = pictures;
        this.producers = producers;
    }

    /**
     * Stores a picture once by its content; the id is random. The transaction opens in the store, when the picture is
     * ready: no connection waits while it is decoded. Refused with NOT_AN_IMAGE, HEIC, BROKEN_IMAGE, IMAGE_TOO_LARGE or
     * PICTURES_BUSY.
     */
    public Mono<ImageId> add(Caller caller, ProducerId producer, Mono<byte[]> upload) {
        ImageId id = ImageId.next();
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(producers.requireApproved(producer))
                .then(pictures.encoded(upload))
                .flatMap(picture -> store.add(id, producer, picture.full(), picture.sizes()))
                .thenReturn(id);
    }

    /**
     * A picture of before there were sizes is made smaller when it is first asked for so. Refused with IMAGE_NOT_FOUND,
     * or PICTURES_BUSY while others are made.
     */
    public Mono<StoredImage> get(ImageId id, ImageSize size) {
        return store.find(id, size)
                .switchIfEmpty(Mono.error(() -> new Refusal(CatalogReason.IMAGE_NOT_FOUND, id)))
                .flatMap(found -> found.made() ? Mono.just(found.image()) : made(found.image(), size));
    }

    private Mono<StoredImage> made(StoredImage full, ImageSize size) {
        return pictures.smaller(full, size)
                .flatMap(small -> store.addSize(size, small).thenReturn(small));
    }
}
