package org.livelihood.goods.category;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.IfMatch;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Name;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class CategoryController {

    private static final String CODE = "[a-z][a-z0-9-]{1,39}";
    private static final String GUEST_CACHE = "public, max-age=60, stale-while-revalidate=600";

    private final Categories categories;

    CategoryController(Categories categories) {
        this.categories = categories;
    }

    record CategoryBody(
            @Nullable @Size(min = 1, max = 40) String parentCode,
            @NotBlank @Size(max = 40) @Name String name,
            @NotBlank @Size(max = 60) String nameEn,
            @Min(0) @Max(10_000) int position,
            boolean noFreeReturn) {

        Categories.Entry toEntry(String code) {
            return new Categories.Entry(code, parentCode, name, nameEn, position, noFreeReturn);
        }
    }

    record NewCategoryBody(
            @NotNull @Pattern(regexp = CODE) String code,
            @NotNull @Valid CategoryBody category) {}

    record Items(List<Category> items) {}

    /** List the categories. The whole tree, each before those below it. */
    @PublicEndpoint
    @GetMapping("/api/v1/categories")
    Mono<ResponseEntity<Items>> all() {
        return categories
                .all()
                .map(all -> ResponseEntity.ok()
                        .header(HttpHeaders.CACHE_CONTROL, GUEST_CACHE)
                        .body(new Items(all)));
    }

    /**
     * Read a category.
     *
     * @param code of the category
     */
    @PublicEndpoint
    @GetMapping("/api/v1/categories/{code}")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "304", content = @Content)
    Mono<ResponseEntity<Category>> get(@PathVariable @Size(max = 40) String code) {
        return categories.get(code).map(category -> answer(HttpStatus.OK, category, GUEST_CACHE));
    }

    /** Add a category. Below another one, down to the fourth level, or as a root. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/categories")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Category>> add(@Valid @RequestBody NewCategoryBody body) {
        return categories
                .add(body.category().toEntry(body.code()))
                .map(category -> answer(HttpStatus.CREATED, category, "private, no-store"));
    }

    /**
     * Change a category. Its names, its place in the tree and what holds for its goods; its code never changes.
     *
     * @param code of the category
     */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PutMapping("/api/v1/categories/{code}")
    Mono<ResponseEntity<Category>> change(
            @PathVariable @Size(max = 40) String code,
            @RequestHeader(HttpHeaders.IF_MATCH) IfMatch version,
            @Valid @RequestBody CategoryBody body) {
        return categories
                .change(body.toEntry(code), version)
                .map(category -> answer(HttpStatus.OK, category, "private, no-store"));
    }

    private static ResponseEntity<Category> answer(HttpStatus status, Category category, String cache) {
        return ResponseEntity.status(status)
                .eTag("\"" + category.version() + "\"")
                .header(HttpHeaders.CACHE_CONTROL, cache)
                .body(category);
    }
}
