package org.livelihood.platform.database;

import io.netty.buffer.ByteBuf;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Wrapped;
import java.util.List;
import java.util.function.BiConsumer;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes many rows into a table by COPY, within the caller's transaction: PostgreSQL reads them as they are, with no
 * statement to plan and no text to parse.
 */
@Component
public class BulkCopy {

    private static final int FRAME = 250;

    private final DatabaseClient database;

    BulkCopy(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Writes rows; with none, nothing is sent.
     *
     * @param sql {@code COPY table (columns) FROM STDIN (FORMAT binary)}
     * @param writer puts a row's values into the columns of the statement, in their order
     * @throws org.springframework.dao.DataAccessException if PostgreSQL refuses a row: then none is written
     */
    public <T> Mono<Void> write(String sql, List<T> rows, BiConsumer<CopyRows, T> writer) {
        return rows.isEmpty()
                ? Mono.empty()
                : database.inConnection(connection -> postgres(connection)
                        .copyIn(sql)
                        .from(Flux.range(0, (rows.size() + FRAME - 1) / FRAME)
                                .map(frame -> encoded(rows, frame, writer)))
                        .build()
                        .then());
    }

    /** PostgreSQL works on a frame while the next is made. */
    private static <T> ByteBuf encoded(List<T> rows, int frame, BiConsumer<CopyRows, T> writer) {
        int from = frame * FRAME;
        int until = Math.min(from + FRAME, rows.size());
        CopyRows copy = new CopyRows(from == 0);
        rows.subList(from, until).forEach(row -> writer.accept(copy, row));
        return copy.end(until == rows.size());
    }

    private static PostgresqlConnection postgres(Connection connection) {
        Object inner = connection;
        while (!(inner instanceof PostgresqlConnection) && inner instanceof Wrapped<?> wrapped) {
            inner = wrapped.unwrap();
        }
        return (PostgresqlConnection) inner;
    }
}
