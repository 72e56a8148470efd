package org.livelihood.goods.catalog;

import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

@Repository
class ImageStore {

    private static final String ADD_CONTENT = """
            INSERT INTO catalog_image_content (hash, type, bytes) VALUES (:hash, :type, :bytes)
            ON CONFLICT (hash) DO NOTHING""";

    private static final String ADD = """
            INSERT INTO catalog_image (id, producer_id, hash) VALUES (:id, :producer, :hash)""";

    private static final String FIND = """
            SELECT c.hash, c.type, c.bytes FROM catalog_image i JOIN catalog_image_content c USING (hash)
             WHERE i.id = :id""";

    private final DatabaseClient database;

    ImageStore(DatabaseClient database) {
        this.database = database;
    }

    @Transactional
    public Mono<Void> add(ImageId id, ProducerId producer, StoredImage image) {
        Mono<Void> content = database.sql(ADD_CONTENT)
                .bind("hash", image.hash())
                .bind("type", image.type())
                .bind("bytes", image.bytes())
                .then();
        return content.then(database.sql(ADD)
                .bind("id", id.value())
                .bind("producer", producer.value())
                .bind("hash", image.hash())
                .then());
    }

    Mono<StoredImage> find(ImageId id) {
        return database.sql(FIND)
                .bind("id", id.value())
                .map(row -> new StoredImage(
                        Rows.required(row, "hash", byte[].class),
                        Rows.text(row, "type"),
                        Rows.required(row, "bytes", byte[].class)))
                .one();
    }
}
