package org.livelihood.platform.sheet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.livelihood.platform.kernel.FileKind;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Files on their way in: kept on disk while they are read, so that a large one takes no memory. */
final class Uploads {

    private Uploads() {}

    /** Lends the body as a file; it is gone afterwards. Refused with TOO_LARGE. */
    static <T> Mono<T> keep(Flux<DataBuffer> body, int mostBytes, Function<Path, Mono<T>> use) {
        return Mono.usingWhen(
                Mono.fromCallable(() -> Files.createTempFile("livelihood-", ".upload"))
                        .subscribeOn(Schedulers.boundedElastic()),
                file -> written(body, mostBytes, file).then(Mono.defer(() -> use.apply(file))),
                Uploads::delete);
    }

    private static Mono<Void> written(Flux<DataBuffer> body, int mostBytes, Path file) {
        AtomicLong size = new AtomicLong();
        Flux<DataBuffer> counted = body.handle((buffer, sink) -> {
            if (size.addAndGet(buffer.readableByteCount()) <= mostBytes) {
                sink.next(buffer);
            } else {
                DataBufferUtils.release(buffer);
                sink.error(new Refusal(SheetReason.TOO_LARGE, mostBytes >> 20));
            }
        });
        return DataBufferUtils.write(counted, file);
    }

    private static Mono<Void> delete(Path file) {
        return Mono.<Void>fromRunnable(() -> {
                    try {
                        Files.deleteIfExists(file);
                    } catch (IOException undeletable) {
                        throw new UncheckedIOException(undeletable);
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    static FileKind kindOf(Path file) {
        try (var in = Files.newInputStream(file)) {
            return FileKind.of(in.readNBytes(FileKind.FIRST_BYTES));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
