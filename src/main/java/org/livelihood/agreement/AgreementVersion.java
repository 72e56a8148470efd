package org.livelihood.agreement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.AgreementId;
import org.livelihood.kernel.ProducerId;
import org.livelihood.linkage.Terms;

/**
 * One version of an agreement, immutable once in force.
 *
 * @param until last day on which it holds, null while open
 */
public record AgreementVersion(
        ProducerId producer,
        AgreementId id,
        int version,
        Terms terms,
        LocalDate from,
        @Nullable LocalDate until) {}
