package org.livelihood.platform.settings;

import java.util.List;
import java.util.stream.StreamSupport;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * The settings of all modules. Each module that has any declares them in one record, a {@link ConfigurationProperties},
 * and finds it as a bean; {@code META-INF/spring/….Settings.imports} lists the records, and {@code .env.example}
 * explains each setting.
 */
public final class Settings {

    private Settings() {}

    /**
     * A module's record as it is before there are beans: for what starts first.
     *
     * @throws org.springframework.boot.context.properties.bind.BindException if a value cannot be used, which
     *     {@link SettingsGate} tells before
     */
    public static <T extends Record> T read(Environment environment, Class<T> module) {
        return read(Binder.get(environment), module);
    }

    static <T extends Record> T read(Binder binder, Class<T> module) {
        String prefix = module.getAnnotation(ConfigurationProperties.class).value();
        return binder.bindOrCreate(prefix, module);
    }

    /** The records that declare settings. */
    static List<Class<? extends Record>> records() {
        ClassLoader loader = Settings.class.getClassLoader();
        return StreamSupport.stream(
                        ImportCandidates.load(Settings.class, loader).spliterator(), false)
                .<Class<? extends Record>>map(
                        name -> ClassUtils.resolveClassName(name, loader).asSubclass(Record.class))
                .toList();
    }

    static List<Setting> all() {
        return records().stream().flatMap(Setting::of).toList();
    }
}
