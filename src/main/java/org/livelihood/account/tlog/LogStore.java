package org.livelihood.account.tlog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.livelihood.account.tlog.LoggedRecord.Opening;
import org.livelihood.account.tlog.Merkle.Node;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class LogStore {

    private static final String APPEND = "SELECT tlog_append(:most) AS appended";

    private static final String SIZE = "SELECT size FROM tlog_head";

    private static final String HASHES = """
            SELECT wanted.level, wanted.index, leaf.hash
              FROM unnest(:levels, :indexes) AS wanted (level, index)
              JOIN tlog_leaf leaf ON wanted.level = 0 AND leaf.index = wanted.index
             UNION ALL
            SELECT wanted.level, wanted.index, node.hash
              FROM unnest(:levels, :indexes) AS wanted (level, index)
              JOIN tlog_node node ON node.level = wanted.level AND node.index = wanted.index""";

    private static final String RECORDS = """
            SELECT record FROM tlog_leaf WHERE index >= :from AND index < :to ORDER BY index""";

    private static final String LEAF = """
            SELECT index, record
              FROM tlog_leaf
             WHERE producer_id = :producer AND source_id = :source AND kind = :kind AND seq = :seq""";

    private static final String SALTS = """
            SELECT salt.subject, salt.salt
              FROM tlog_leaf leaf
              JOIN %s now ON (now.xid, now.producer_id, now.source_id, now.seq)
                           = (leaf.xid, leaf.producer_id, leaf.source_id, leaf.seq)
              JOIN tlog_salt salt ON salt.subject = ANY(now.subjects)
             WHERE leaf.index = :index AND salt.salt IS NOT NULL""";

    private static final String ERASE = "SELECT tlog_erase(:subject)";

    private final DatabaseClient database;

    LogStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A record's leaf.
     *
     * @param index its place in the log
     * @param record its bytes
     */
    record Leaf(long index, byte[] record) {}

    private record Hash(Node node, byte[] hash) {}

    Mono<Integer> append(int most) {
        return database.sql(APPEND).bind("most", most).mapValue(Integer.class).one();
    }

    Mono<Long> size() {
        return database.sql(SIZE).mapValue(Long.class).one();
    }

    /** Hashes of complete subtrees; one that does not stand is left out. */
    Mono<Map<Node, byte[]>> hashes(Collection<Node> nodes) {
        return database.sql(HASHES)
                .bind("levels", nodes.stream().map(Node::level).toArray(Integer[]::new))
                .bind("indexes", nodes.stream().map(Node::index).toArray(Long[]::new))
                .map(row -> new Hash(
                        new Node(Rows.integer(row, "level"), Rows.number(row, "index")),
                        Rows.required(row, "hash", byte[].class)))
                .all()
                .distinct(Hash::node)
                .collect(Collectors.toMap(Hash::node, Hash::hash));
    }

    Flux<byte[]> records(long from, long to) {
        return database.sql(RECORDS)
                .bind("from", from)
                .bind("to", to)
                .map(row -> Rows.required(row, "record", byte[].class))
                .all();
    }

    Mono<Leaf> leaf(ProducerId producer, String kind, UUID source, int seq) {
        return database.sql(LEAF)
                .bind("producer", producer.value())
                .bind("source", source)
                .bind("kind", kind)
                .bind("seq", seq)
                .map(row -> new Leaf(Rows.number(row, "index"), Rows.required(row, "record", byte[].class)))
                .one();
    }

    /** What may open commitments of the record: each person in it under each label, to be tried. */
    Mono<List<Opening>> openings(RecordKind kind, long index) {
        return database.sql(SALTS.formatted(kind.view()))
                .bind("index", index)
                .map(row -> List.of("party", "account").stream()
                        .map(label -> new Opening(
                                label,
                                String.valueOf(row.get("subject", UUID.class)),
                                Rows.required(row, "salt", byte[].class)))
                        .toList())
                .all()
                .flatMapIterable(both -> both)
                .collectList();
    }

    Mono<Void> erase(UUID subject) {
        return database.sql(ERASE).bind("subject", subject).then();
    }
}
