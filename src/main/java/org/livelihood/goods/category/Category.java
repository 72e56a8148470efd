package org.livelihood.goods.category;

import org.jspecify.annotations.Nullable;

/**
 * A kind of goods.
 *
 * @param code a word for programs, which never changes
 * @param parentCode what it is a kind of, null for a root
 * @param name in Chinese, as shoppers read it
 * @param nameEn the same in English
 * @param position its place among those beside it, smaller first
 * @param noFreeReturn whether goods of it cannot be sent back without a reason: what perishes, what was made to order
 *     (Law on the protection of consumers, article 25)
 * @param version grows with every change; the ETag
 */
public record Category(
        String code,
        @Nullable String parentCode,
        String name,
        String nameEn,
        int position,
        boolean noFreeReturn,
        int version) {}
