package org.livelihood.income.dividend;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.linkage.Basis;
import org.livelihood.goods.linkage.Due;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;

/**
 * A period's dividend under one version of a shareholding agreement.
 *
 * @param surplusFen 可分配盈余 before the reserve, negative for a loss
 * @param decision of the members' assembly, by its number or date
 * @param evidenceHash SHA-256 of the approved accounts, in hexadecimal digits
 * @param patronageFen by trade volume
 * @param capitalFen by quantified shares
 * @param guaranteeFen what the guarantee adds; the producer bears it, not the surplus
 */
record Dividend(
        ProducerId producer,
        UUID id,
        AgreementId agreement,
        int agreementVersion,
        LocalDate from,
        LocalDate to,
        Money surplusFen,
        String decision,
        String evidenceHash,
        Money patronageFen,
        Money capitalFen,
        Money guaranteeFen,
        Status status,
        AccountId declaredBy,
        Instant declaredAt,
        @Nullable AccountId decidedBy,
        @Nullable Instant decidedAt) {

    enum Status {
        DECLARED,
        APPROVED,
        CANCELLED
    }

    /** One party's part on one basis. */
    record Part(int seq, Party party, String basis, Money amountFen) {

        /** Whether the surplus bears it. */
        boolean isOfSurplus() {
            return !basis.equals(Basis.GUARANTEE);
        }
    }

    /** What a producer declares. */
    record Draft(
            AgreementId agreement, LocalDate from, LocalDate to, Money surplus, String decision, String evidenceHash) {}

    static Money total(List<Due> dues, String basis) {
        return Money.sum(dues.stream()
                .filter(due -> due.basis().equals(basis))
                .map(Due::amount)
                .toList());
    }
}
