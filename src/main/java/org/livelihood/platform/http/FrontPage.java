package org.livelihood.platform.http;

import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page at {@code /}: says in the reader's language what this is and where to go. Plain HTML, no script. */
@Hidden
@RestController
class FrontPage {

    private static final String PAGE = """
            <!doctype html><html lang="%1$s"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width"><title>%2$s</title></head>
            <body><h1>%2$s</h1><p>%3$s</p><ul>%4$s</ul></body></html>""";

    private static final String LINK = """
            <li><a href="%s">%s</a></li>""";

    private static final String NOTHING_ELSE = "default-src 'none'; base-uri 'none'; form-action 'none'";

    private final Texts texts;
    private final Map<String, String> places = new TreeMap<>(
            Map.of("shelf", "/api/v1/listings", "log", "/api/v1/log/checkpoint", "health", "/actuator/health"));

    FrontPage(Texts texts, HttpSettings settings) {
        this.texts = texts;
        if (settings.docs()) {
            places.put("api", "/swagger-ui.html");
            places.put("description", "/v3/api-docs");
        }
    }

    @PublicEndpoint
    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> show(Locale locale) {
        StringBuilder links = new StringBuilder();
        places.forEach((place, address) -> links.append(LINK.formatted(address, said(place, locale))));
        String language = said("language", locale);
        String page = PAGE.formatted(language, said("title", locale), said("what", locale), links);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_LANGUAGE, language)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .header("Content-Security-Policy", NOTHING_ELSE)
                .body(page);
    }

    private String said(String words, Locale locale) {
        return texts.of("page." + words, locale);
    }
}
