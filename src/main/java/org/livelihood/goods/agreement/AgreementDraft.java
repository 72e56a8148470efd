package org.livelihood.goods.agreement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.linkage.Terms;

/**
 * What a new version says.
 *
 * @param evidenceHash SHA-256 of the signed document, 32 bytes
 */
public record AgreementDraft(
        Terms terms,
        byte[] evidenceHash,
        LocalDate from,
        @Nullable LocalDate until) {}
