package org.livelihood.platform.sheet;

import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Flux;

/**
 * A file that somebody sends.
 *
 * @param type what its sender says that it is; only the charset is believed
 * @param locale of the reader of the report
 * @param dryRun whether to tell only what would become of it
 */
public record Upload(Flux<DataBuffer> body, @Nullable MediaType type, Locale locale, boolean dryRun) {

    /** What clients call these files; what a file is, is seen from its bytes. */
    public static final String CSV = "text/csv";

    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** As browsers on Windows call CSV. */
    public static final String XLS = "application/vnd.ms-excel";

    public static final String BYTES = "application/octet-stream";

    public static Upload of(Flux<DataBuffer> body, ServerHttpRequest request, Locale locale, boolean dryRun) {
        return new Upload(body, request.getHeaders().getContentType(), locale, dryRun);
    }

    /** What its sender says of the encoding; null for nothing. */
    @Nullable
    Charset charset() {
        return type == null ? null : type.getCharset();
    }
}
