package org.livelihood.goods.agreement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.linkage.Terms;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.ProducerId;

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
