package org.livelihood.goods.catalog;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.HexFormat;
import org.livelihood.platform.http.Bodies;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.platform.kernel.Role;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
class ImageController {

    private final Images images;

    ImageController(Images images) {
        this.images = images;
    }

    record ImageView(ImageId id) {}

    /** Upload a picture. Its bytes are the body: JPEG, PNG or WebP, 12 MB at most; large ones are shrunk. */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping(
            path = "/api/v1/producers/{producer}/images",
            consumes = {"image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", "application/octet-stream"
            })
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ImageView> add(Caller caller, @PathVariable ProducerId producer, @RequestBody Flux<DataBuffer> body) {
        return images.add(caller, producer, Bodies.whole(body, Pictures.MOST_BYTES))
                .map(ImageView::new);
    }

    /**
     * Read a picture. It never changes, so it may be kept for ever.
     *
     * @param size how long its longer side is at most: 3,000 pixels, 1,000 (MEDIUM) or 320 (SMALL)
     */
    @PublicEndpoint
    @GetMapping(
            path = "/api/v1/images/{id}",
            produces = {MediaType.IMAGE_JPEG_VALUE, MediaType.IMAGE_PNG_VALUE})
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "304", content = @Content)
    Mono<ResponseEntity<byte[]>> get(@PathVariable ImageId id, @RequestParam(defaultValue = "FULL") ImageSize size) {
        return images.get(id, size)
                .map(image -> ResponseEntity.ok()
                        .eTag("\"" + HexFormat.of().formatHex(image.hash()) + "-" + size + "\"")
                        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
                        .header(HttpHeaders.CONTENT_TYPE, image.type())
                        .body(image.bytes()));
    }
}
