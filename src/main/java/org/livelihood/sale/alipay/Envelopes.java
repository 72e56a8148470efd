package org.livelihood.sale.alipay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.livelihood.platform.kernel.ChinaTime;
import tools.jackson.databind.json.JsonMapper;

/** Requests of the gateway: common parameters around what is asked for, signed as one. */
final class Envelopes {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ChinaTime.ZONE);

    private final AlipaySettings settings;
    private final AlipayKeys keys;
    private final Clock clock;
    private final JsonMapper json;
    private final Supplier<String> here;

    Envelopes(AlipaySettings settings, AlipayKeys keys, Clock clock, JsonMapper json, Supplier<String> here) {
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
        this.json = json;
        this.here = here;
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** The parameters of a request, signed, as a form or the query of an address. */
    String of(String method, Map<String, String> business, Map<String, String> further) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("app_id", settings.app());
        parameters.put("method", method);
        parameters.put("format", "JSON");
        parameters.put("charset", "utf-8");
        parameters.put("sign_type", "RSA2");
        parameters.put("timestamp", time(clock.instant()));
        parameters.put("version", "1.0");
        parameters.put("notify_url", here.get() + "/api/v1/payments/notifications/" + AlipayProvider.NAME);
        parameters.putAll(further);
        parameters.put("biz_content", json.writeValueAsString(business));
        String content = AlipayKeys.content(parameters, Set.of("sign"));
        parameters.put("sign", keys.sign(content, StandardCharsets.UTF_8));
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
