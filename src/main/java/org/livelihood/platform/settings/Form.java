package org.livelihood.platform.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a text must be. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Form {

    Kind value();

    enum Kind {
        /** A web address without a trailing slash, query or user. */
        ADDRESS,
        /** Web addresses without a path, with commas between. */
        ORIGINS,
        /** The path of a file that can be read. */
        FILE,
        /** Base64 of 32 random bytes. */
        KEY,
        /** Such keys with their ids, {@code id:base64key}, with commas between. */
        NAMED_KEYS
    }
}
