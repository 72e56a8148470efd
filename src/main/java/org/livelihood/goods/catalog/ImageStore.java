package org.livelihood.goods.catalog;

import java.util.Map;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class ImageStore {

    private static final String ADD_CONTENT = """
            INSERT INTO catalog_image_content (hash, type, bytes) VALUES (:hash, :type, :bytes)
            ON CONFLICT (hash) DO NOTHING""";

    private static final String ADD = """
            INSERT INTO catalog_image (id, producer_id, hash) VALUES (:id, :producer, :hash)""";

    private static final String ADD_SIZE = """
            INSERT INTO catalog_image_size (hash, size, type, bytes) VALUES (:hash, :size, :type, :bytes)
            ON CONFLICT (hash, size) DO NOTHING""";

    private static final String FIND = """
            SELECT c.hash, coalesce(s.type, c.type) AS type, coalesce(s.bytes, c.bytes) AS bytes,
                   s.size IS NOT NULL OR :size = 'FULL' AS made
              FROM catalog_image i JOIN catalog_image_content c USING (hash)
              LEFT JOIN catalog_image_size s ON s.hash = c.hash AND s.size = :size
             WHERE i.id = :id""";

    private final DatabaseClient database;

    ImageStore(DatabaseClient database) {
        this.database = database;
    }

    /** @param sizes the picture in other sizes */
    @Transactional
    public Mono<Void> add(ImageId id, ProducerId producer, StoredImage image, Map<ImageSize, StoredImage> sizes) {
        Mono<Void> content = database.sql(ADD_CONTENT)
                .bind("hash", image.hash())
                .bind("type", image.type())
                .bind("bytes", image.bytes())
                .then();
        Mono<Void> named = database.sql(ADD)
                .bind("id", id.value())
                .bind("producer", producer.value())
                .bind("hash", image.hash())
                .then();
        return content.thenMany(Flux.fromIterable(sizes.entrySet()))
                .concatMap(size -> write(size.getKey(), size.getValue()))
                .then(named);
    }

    /** Keeps a picture in one more size, unless it is there. */
    @Transactional
    public Mono<Void> addSize(ImageSize size, StoredImage image) {
        return write(size, image);
    }

    private Mono<Void> write(ImageSize size, StoredImage image) {
        return database.sql(ADD_SIZE)
                .bind("hash", image.hash())
                .bind("size", size.name())
                .bind("type", image.type())
                .bind("bytes", image.bytes())
                .then();
    }

    /** @param made whether it has the size that was asked for, or has yet to be made smaller */
    record Found(StoredImage image, boolean made) {}

    Mono<Found> find(ImageId id, ImageSize size) {
        return database.sql(FIND)
                .bind("id", id.value())
                .bind("size", size.name())
                .map(row -> new Found(
                        new StoredImage(
                                Rows.required(row, "hash", byte[].class),
                                Rows.text(row, "type"),
                                Rows.required(row, "bytes", byte[].class)),
                        Rows.flag(row, "made")))
                .one();
    }
}
