package org.livelihood.goods.catalog;

/** A stored picture: its digest is its ETag. */
public record StoredImage(byte[] hash, String type, byte[] bytes) {}
