package org.livelihood.account.selfreport;

import java.util.UUID;

/**
 * A document.
 *
 * @param id random; the name by which it is saved
 * @param type by its first bytes
 */
public record StoredDocument(UUID id, String type, byte[] bytes) {

    String fileName() {
        return id + "." + type.substring(type.indexOf('/') + 1);
    }
}
