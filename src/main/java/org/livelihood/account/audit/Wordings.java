package org.livelihood.account.audit;

import java.util.Locale;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/** What checks and rules say in plain language, in both languages. */
@Component
class Wordings {

    private final ReloadableResourceBundleMessageSource source = new ReloadableResourceBundleMessageSource();

    Wordings() {
        source.setBasename("classpath:messages/audit");
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        source.setAlwaysUseMessageFormat(true);
    }

    /** The same in both languages. */
    public record Wording(String en, String zh) {}

    Wording ofCheck(String code) {
        return of("audit.check." + code);
    }

    Wording ofRule(String rule) {
        return of("audit.rule." + rule);
    }

    private Wording of(String key) {
        return new Wording(
                source.getMessage(key, null, Locale.ENGLISH), source.getMessage(key, null, Locale.SIMPLIFIED_CHINESE));
    }
}
