package org.livelihood.sale.payment;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Id;

/** Our ids as providers take numbers: 32 hexadecimal digits. WeChat takes no more, and Alipay no dashes. */
public final class ProviderNumbers {

    private static final String FORM = "[0-9a-f]{32}";
    private static final String GROUPS = "(.{8})(.{4})(.{4})(.{4})(.{12})";

    private ProviderNumbers() {}

    public static String of(Id id) {
        return of(id.value());
    }

    public static String of(UUID id) {
        return id.toString().replace("-", "");
    }

    /** The id of one of our numbers; empty for others, which another program may have given out for the merchant. */
    public static Optional<UUID> idOf(@Nullable String number) {
        return Optional.ofNullable(number)
                .filter(text -> text.matches(FORM))
                .map(text -> UUID.fromString(text.replaceFirst(GROUPS, "$1-$2-$3-$4-$5")));
    }
}
