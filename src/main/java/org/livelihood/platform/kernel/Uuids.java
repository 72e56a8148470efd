package org.livelihood.platform.kernel;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/** Source of time-ordered identifiers: UUID version 7 (RFC 9562), so that keys grow with time. */
public final class Uuids {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Uuids() {}

    public static UUID next() {
        return GENERATOR.generate();
    }
}
