package org.livelihood.people.household;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.MemberId;

/**
 * A registered household 建档立卡户, without anything that names it.
 *
 * @param registryNo its number in the registry
 * @param villageCode where it lives
 */
public record Household(
        HouseholdId id,
        String registryNo,
        String villageCode,
        Attribute attribute,
        Cause mainCause,
        List<Cause> otherCauses) {

    /** Registered attribute 贫困户属性. */
    public enum Attribute {
        /** 一般贫困户. */
        GENERAL,
        /** 低保户. */
        LOW_INCOME,
        /** 五保户. */
        FIVE_GUARANTEE,
        /** 低保贫困户. */
        LOW_INCOME_POOR
    }

    /** Cause of poverty 致贫原因. */
    public enum Cause {
        ILLNESS,
        DISABILITY,
        SCHOOLING,
        DISASTER,
        NO_LAND,
        NO_WATER,
        NO_SKILL,
        NO_LABOUR,
        NO_FUNDS,
        TRANSPORT,
        MOTIVATION,
        OTHER
    }

    /** Status over time. */
    public enum Status {
        /** 建档立卡贫困户. */
        REGISTERED_POOR,
        /** 脱贫户. */
        OUT_OF_POVERTY,
        /** 脱贫不稳定户. */
        UNSTABLE,
        /** 边缘易致贫户. */
        MARGINAL,
        /** 突发严重困难户. */
        SUDDEN_HARDSHIP,
        /** 风险消除. */
        RISK_CLEARED
    }

    /** Ability to work 劳动能力. */
    public enum Labour {
        SKILLED,
        ORDINARY,
        LOST,
        NONE
    }

    /** Health 健康状况. */
    public enum Health {
        HEALTHY,
        CHRONIC,
        MAJOR,
        DISABLED
    }

    /**
     * @param name masked
     * @param idNumber masked
     */
    public record Member(
            MemberId id,
            Labour labour,
            Health health,
            @Nullable String name,
            @Nullable String idNumber) {}

    /** A status, since which day it holds, and when it was recorded. */
    public record StatusRecord(Status status, LocalDate holdsFrom, Instant recordedAt) {}

    /** What a new card holds. */
    public record Card(
            String registryNo, String villageCode, Attribute attribute, Cause mainCause, List<Cause> otherCauses) {

        public Card {
            otherCauses = List.copyOf(otherCauses);
        }
    }

    /** A person, as the vault keeps her. Never shown in this form. */
    public record Person(
            String name,
            IdNumber idNumber,
            @Nullable String phone,
            @Nullable String bankAccount) {

        @Override
        public String toString() {
            return "Person[hidden]";
        }
    }
}
