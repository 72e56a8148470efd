package org.livelihood.platform.database;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows in PostgreSQL's binary format of COPY.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, Binary Format</a>
 */
public final class CopyRows {

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int NULL = -1;
    private static final int END = -1;

    private final ByteBuf bytes = Unpooled.buffer(1 << 16);

    /** @param first whether these are the first rows of the statement */
    CopyRows(boolean first) {
        if (first) {
            bytes.writeBytes(SIGNATURE).writeInt(0).writeInt(0);
        }
    }

    /** Begins a row of so many values. */
    public CopyRows row(int values) {
        bytes.writeShort(values);
        return this;
    }

    public CopyRows uuid(@Nullable UUID value) {
        if (value == null) {
            return absent();
        }
        bytes.writeInt(2 * Long.BYTES)
                .writeLong(value.getMostSignificantBits())
                .writeLong(value.getLeastSignificantBits());
        return this;
    }

    public CopyRows int4(@Nullable Integer value) {
        if (value == null) {
            return absent();
        }
        bytes.writeInt(Integer.BYTES).writeInt(value);
        return this;
    }

    public CopyRows int8(long value) {
        bytes.writeInt(Long.BYTES).writeLong(value);
        return this;
    }

    public CopyRows text(@Nullable String value) {
        if (value == null) {
            return absent();
        }
        int length = bytes.writerIndex();
        bytes.writeInt(0);
        bytes.setInt(length, ByteBufUtil.writeUtf8(bytes, value));
        return this;
    }

    public CopyRows name(@Nullable Enum<?> value) {
        return text(value == null ? null : value.name());
    }

    /** A timestamptz, to the microsecond. */
    public CopyRows time(Instant value) {
        return int8(ChronoUnit.MICROS.between(EPOCH, value.truncatedTo(ChronoUnit.MICROS)));
    }

    private CopyRows absent() {
        bytes.writeInt(NULL);
        return this;
    }

    /** @param last whether no rows of the statement follow these */
    ByteBuf end(boolean last) {
        return last ? bytes.writeShort(END) : bytes;
    }
}
