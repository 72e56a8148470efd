package org.livelihood.sale.alipay;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers of the gateway: always HTTP 200, JSON said to be HTML, and signed over the very text of the object that
 * answers, which a parser would not give back as it was.
 */
final class SignedAnswers {

    private static final String DONE = "10000";

    private final AlipayKeys keys;
    private final JsonMapper json;

    SignedAnswers(AlipayKeys keys, JsonMapper json) {
        this.keys = keys;
        this.json = json;
    }

    /**
     * What the gateway answered to a method, where it did what it was asked for.
     *
     * @throws AlipayFailure where it did not, and where a success is not signed as it must be
     */
    JsonNode read(String method, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        JsonNode whole = parsed(text);
        String name = method.replace('.', '_') + "_response";
        JsonNode answer = whole.has(name) ? whole.path(name) : whole.path("error_response");
        String code = answer.path("code").asString("");
        if (!code.equals(DONE)) {
            throw AlipayFailure.answered(code, answer.path("sub_code").asString(""));
        }
        String signed = objectAt(text, name);
        if (!keys.isTheirs(signed, StandardCharsets.UTF_8, whole.path("sign").asString(""))) {
            throw AlipayFailure.saying("an answer that is not signed as it must be");
        }
        return parsed(signed);
    }

    private JsonNode parsed(String text) {
        try {
            return json.readTree(text);
        } catch (JacksonException malformed) {
            throw AlipayFailure.saying("an answer that cannot be read");
        }
    }

    /** The text of the object that stands under a name: from its first brace to the one that closes it. */
    private static String objectAt(String text, String name) {
        int begin = text.indexOf('{', text.indexOf("\"" + name + "\""));
        int depth = 0;
        boolean quoted = false;
        for (int i = begin; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += Map.of('{', 1, '}', -1).getOrDefault(c, 0);
                if (depth == 0) {
                    return text.substring(begin, i + 1);
                }
            }
        }
        throw AlipayFailure.saying("an answer that cannot be read");
    }
}
