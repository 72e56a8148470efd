package org.livelihood.account.audit;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ProducerId;

/**
 * Days in China, both included; the last year where they are absent.
 *
 * @param region with all below it
 * @param limit how many offenders a rule names
 */
public record CheckQuestion(
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable ProducerId producer,
        @Nullable String region,
        int limit) {}
