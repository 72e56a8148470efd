package org.livelihood.platform.kernel;

import java.util.UUID;

/** An identifier: a record over one UUIDv7 (RFC 9562), written as a string in JSON, in paths and in logs. */
public interface Id {

    UUID value();
}
