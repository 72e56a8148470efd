package org.livelihood.platform.http;

import java.io.ByteArrayOutputStream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Bodies that are bytes and nothing else: pictures, documents. */
public final class Bodies {

    private Bodies() {}

    /**
     * All bytes of a body, none for an empty one; the server's buffers are given back one by one as they come.
     *
     * @throws DataBufferLimitException as a signal, once there are more than {@code most}
     */
    public static Mono<byte[]> whole(Flux<DataBuffer> body, int most) {
        return body.map(Bodies::bytes)
                .collect(ByteArrayOutputStream::new, (all, part) -> {
                    if (part.length > most - all.size()) {
                        throw new DataBufferLimitException("more than " + most + " bytes");
                    }
                    all.writeBytes(part);
                })
                .map(ByteArrayOutputStream::toByteArray);
    }

    private static byte[] bytes(DataBuffer buffer) {
        try {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }
}
