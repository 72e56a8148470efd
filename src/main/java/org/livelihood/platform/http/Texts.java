package org.livelihood.platform.http;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Texts of problem answers: one bundle a module in {@code messages/}, English and zh-CN. */
@Component
public class Texts {

    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    private final ReloadableResourceBundleMessageSource source = new ReloadableResourceBundleMessageSource();

    Texts() throws IOException {
        Resource[] bundles = new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*.properties");
        source.setBasenames(Stream.of(bundles)
                .map(bundle -> Objects.requireNonNull(bundle.getFilename()))
                .filter(name -> !name.endsWith("_zh_CN.properties"))
                .map(name -> "classpath:messages/" + name.substring(0, name.length() - ".properties".length()))
                .toArray(String[]::new));
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        source.setAlwaysUseMessageFormat(true);
    }

    /** The text for a code in the asked language; English where that language is not spoken here. */
    public String of(String code, Locale locale, Object... details) {
        return Objects.requireNonNullElse(find(code, locale, details), code);
    }

    /** As {@link #of}; null where no such text is. */
    public @Nullable String find(String code, Locale locale, Object... details) {
        return source.getMessage(code, details, null, spoken(locale));
    }

    private static Locale spoken(Locale asked) {
        return SPOKEN.stream()
                .filter(own -> own.getLanguage().equals(asked.getLanguage()))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }
}
