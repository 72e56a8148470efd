package org.livelihood.people.industry;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.ProducerId;

/**
 * A leading industry of a county.
 *
 * @param until last day, null while it holds
 * @param document what names it
 */
public record Industry(
        IndustryId id,
        String countyCode,
        String name,
        LocalDate from,
        @Nullable LocalDate until,
        String document) {

    /** What a caller says of a new one. */
    public record Draft(
            String countyCode,
            String name,
            LocalDate from,
            @Nullable LocalDate until,
            String document) {}

    /** A producer that works in an industry. */
    public record Entrant(
            IndustryId industry,
            ProducerId producer,
            LocalDate from,
            @Nullable LocalDate until) {}

    /** Kinds of institutions. */
    public enum InstitutionKind {
        /** 机关. */
        GOVERNMENT,
        /** 国有企业. */
        STATE_ENTERPRISE,
        /** 民营企业. */
        ENTERPRISE,
        /** 学校. */
        SCHOOL,
        /** 医院. */
        HOSPITAL,
        /** 社会组织. */
        SOCIAL
    }

    /** An account through which an institution buys. */
    public record Institution(
            AccountId account,
            InstitutionKind kind,
            String name,
            LocalDate from,
            @Nullable LocalDate until) {}
}
