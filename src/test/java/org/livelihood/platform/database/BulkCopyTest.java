package org.livelihood.platform.database;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@JourneyTest
class BulkCopyTest {

    private static final String TABLE =
            "CREATE TEMPORARY TABLE bulk (a uuid, b integer, c bigint CHECK (c < 5000), d text, e timestamptz)"
                    + " ON COMMIT DROP";
    private static final String COPY = "COPY bulk (a, b, c, d, e) FROM STDIN (FORMAT binary)";

    @Autowired
    private BulkCopy copy;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transactions;

    private record Row(
            @Nullable UUID a,
            @Nullable Integer b,
            long c,
            @Nullable String d,
            Instant e) {}

    private static void write(CopyRows into, Row row) {
        into.row(5).uuid(row.a()).int4(row.b()).int8(row.c()).text(row.d()).time(row.e());
    }

    private static List<Row> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Row(
                        i % 7 == 0 ? null : UUID.randomUUID(),
                        i % 5 == 0 ? null : -i,
                        i,
                        i % 3 == 0 ? null : "袜子 " + i + "\t\\N\n",
                        Instant.parse("1969-12-31T23:59:59.999999Z").plusSeconds(i * 1_000_000L)))
                .toList();
    }

    private Mono<List<Row>> written(List<Row> rows) {
        return database.sql(TABLE)
                .then()
                .then(copy.write(COPY, rows, BulkCopyTest::write))
                .thenMany(database.sql("SELECT * FROM bulk ORDER BY c")
                        .map(row -> new Row(
                                row.get("a", UUID.class),
                                row.get("b", Integer.class),
                                Objects.requireNonNull(row.get("c", Long.class)),
                                row.get("d", String.class),
                                Objects.requireNonNull(row.get("e", Instant.class))))
                        .all())
                .collectList();
    }

    @Test
    void whatIsWrittenIsReadBackWhateverItIsAndHoweverManyFramesItTakes() {
        for (int count : List.of(0, 1, 249, 250, 251, 500, 3_001)) {
            List<Row> rows = rows(count);
            StepVerifier.create(written(rows).as(transactions::transactional))
                    .expectNext(rows)
                    .verifyComplete();
        }
    }

    @Test
    void whatPostgresRefusesLeavesNothingAndTheConnectionGoesOn() {
        List<Row> rows = new ArrayList<>(rows(3_000));
        rows.add(new Row(null, 1, 5_000, "too much", Instant.EPOCH));
        for (int i = 0; i < 30; i++) {
            StepVerifier.create(written(rows).as(transactions::transactional))
                    .expectError(DataIntegrityViolationException.class)
                    .verify();
            StepVerifier.create(written(rows.subList(0, 10)).as(transactions::transactional))
                    .expectNextMatches(read -> read.size() == 10)
                    .verifyComplete();
        }
    }
}
