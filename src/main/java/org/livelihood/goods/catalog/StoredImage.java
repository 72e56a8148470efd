package org.livelihood.goods.catalog;

/**
 * A stored picture.
 *
 * @param hash of the picture as it is kept, whatever the size; its ETag begins with it
 */
public record StoredImage(byte[] hash, String type, byte[] bytes) {}
