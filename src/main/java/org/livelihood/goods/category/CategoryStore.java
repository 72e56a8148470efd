package org.livelihood.goods.category;

import io.r2dbc.spi.Readable;
import org.livelihood.platform.database.Rows;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class CategoryStore {

    private static final String ALL = """
            SELECT code, parent_code, name, name_en, position, no_free_return, version FROM category""";

    private static final String FIND = """
            SELECT code, parent_code, name, name_en, position, no_free_return, version FROM category
             WHERE code = :code""";

    private static final String ADD = """
            INSERT INTO category (code, parent_code, name, name_en, position, no_free_return)
            VALUES (:code, :parent, :name, :nameEn, :position, :noFreeReturn)
            ON CONFLICT (code) DO NOTHING""";

    private static final String CHANGE = """
            UPDATE category
               SET parent_code = :parent, name = :name, name_en = :nameEn, position = :position,
                   no_free_return = :noFreeReturn, version = version + 1
             WHERE code = :code""";

    private final DatabaseClient database;

    CategoryStore(DatabaseClient database) {
        this.database = database;
    }

    Flux<Category> all() {
        return database.sql(ALL).map(CategoryStore::category).all();
    }

    Mono<Category> find(String code) {
        return database.sql(FIND)
                .bind("code", code)
                .map(CategoryStore::category)
                .one();
    }

    /** False when the code is taken. */
    Mono<Boolean> add(Categories.Entry entry) {
        return changed(ADD, entry);
    }

    Mono<Boolean> change(Categories.Entry entry) {
        return changed(CHANGE, entry);
    }

    private Mono<Boolean> changed(String sql, Categories.Entry entry) {
        return database.sql(sql)
                .bind("code", entry.code())
                .bind("parent", Parameter.fromOrEmpty(entry.parentCode(), String.class))
                .bind("name", entry.name())
                .bind("nameEn", entry.nameEn())
                .bind("position", entry.position())
                .bind("noFreeReturn", entry.noFreeReturn())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private static Category category(Readable row) {
        return new Category(
                Rows.text(row, "code"),
                row.get("parent_code", String.class),
                Rows.text(row, "name"),
                Rows.text(row, "name_en"),
                Rows.integer(row, "position"),
                Rows.flag(row, "no_free_return"),
                Rows.integer(row, "version"));
    }
}
