package org.livelihood.goods.agreement;

/** Whether a version is in force, beside what it says. */
public record ListedAgreement(AgreementVersion agreement, boolean activated) {}
