package org.livelihood.platform.vault;

import java.util.List;

/**
 * A table with fields that the {@link Vault} has sealed. Every module declares its own as beans, so that re-sealing
 * under a new key misses none.
 *
 * @param name the table
 * @param key its column with the id to which the fields are bound
 * @param columns the sealed ones
 */
public record SealedTable(String name, String key, List<String> columns) {}
