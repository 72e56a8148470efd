package org.livelihood.account.check;

/**
 * One query that finds what breaks a rule.
 *
 * <p>Its parameters are {@code :from} and {@code :to} (times, to not included), {@code :fromDay} and {@code :toDay}
 * (days, to included); <code>{x.producer_id}</code> stands for the condition on the producers asked for.
 *
 * @param kind what an offender is
 * @param examined FROM and WHERE of what is looked at; it is counted
 * @param offenders a query of producer_id, id, details
 */
record CheckRule(String name, String kind, String examined, String offenders) {}
