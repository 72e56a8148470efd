package org.livelihood.platform.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Id;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;

/** Reads any id record from a path or a query parameter. */
class IdConverter implements GenericConverter {

    private static final int LENGTH = 36;

    @Override
    public Set<ConvertiblePair> getConvertibleTypes() {
        return Set.of(new ConvertiblePair(String.class, Id.class));
    }

    @Override
    public @Nullable Object convert(@Nullable Object source, TypeDescriptor from, TypeDescriptor to) {
        if (!(source instanceof String text) || text.isBlank()) {
            return null;
        }
        if (text.length() != LENGTH) {
            throw new IllegalArgumentException("not a UUID");
        }
        UUID value = UUID.fromString(text);
        try {
            return MethodHandles.publicLookup()
                    .findConstructor(to.getType(), MethodType.methodType(void.class, UUID.class))
                    .invoke(value);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
