package org.livelihood.sale.wechatpay;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Id;

/** Our ids as WeChat takes numbers: 32 hexadecimal digits, for a UUID with its dashes is too long. */
final class Numbers {

    private static final String FORM = "[0-9a-f]{32}";
    private static final String GROUPS = "(.{8})(.{4})(.{4})(.{4})(.{12})";

    private Numbers() {}

    static String of(Id id) {
        return id.value().toString().replace("-", "");
    }

    /** The id of one of our numbers; empty for others, which another program may have given out for the merchant. */
    static Optional<UUID> idOf(@Nullable String number) {
        return Optional.ofNullable(number)
                .filter(text -> text.matches(FORM))
                .map(text -> UUID.fromString(text.replaceFirst(GROUPS, "$1-$2-$3-$4-$5")));
    }
}
