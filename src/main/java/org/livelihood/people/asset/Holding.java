package org.livelihood.people.asset;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.livelihood.people.asset.Asset.Event;
import org.livelihood.people.asset.Asset.EventKind;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Refusal;

/** Units that a household holds of one asset, derived from its events: never below zero, on no day. */
record Holding(Asset asset, List<Event> standing) {

    Holding {
        standing = List.copyOf(standing);
    }

    /** Without the reversals and what they reverse. */
    static Holding of(Asset asset, List<Event> events) {
        Set<Integer> reversed =
                events.stream().map(Event::reverses).filter(Objects::nonNull).collect(Collectors.toSet());
        return new Holding(
                asset,
                events.stream()
                        .filter(event -> event.kind() != EventKind.REVERSED && !reversed.contains(event.seq()))
                        .toList());
    }

    /** Units left at the end of a day. */
    long unitsOn(LocalDate day) {
        long left = day.isBefore(asset.givenOn()) ? 0 : asset.units();
        for (Event event : standing) {
            if (takes(event) && !event.on().isAfter(day)) {
                left -= event.units();
            }
        }
        return left;
    }

    long unitsLeft() {
        return unitsOn(LocalDate.MAX);
    }

    /** This holding with one event more; refused where units would be missing on any day. */
    Holding with(Event event) {
        if (event.on().isBefore(asset.givenOn())) {
            throw Refusal.ofField(AssetReason.BEFORE_GIVEN, "on", asset.id(), asset.givenOn());
        }
        List<Event> more = new ArrayList<>(standing);
        more.add(event);
        Holding next = new Holding(asset, more);
        next.check();
        return next;
    }

    /** This holding without one event that was wrong. Counts and later events must still fit. */
    Holding without(int seq) {
        List<Event> fewer =
                standing.stream().filter(event -> event.seq() != seq).toList();
        if (fewer.size() == standing.size()) {
            throw Refusal.ofField(AssetReason.NO_SUCH_EVENT, "reverses", asset.id(), seq);
        }
        return new Holding(asset, fewer);
    }

    private void check() {
        if (unitsLeft() < 0) {
            throw Refusal.ofField(AssetReason.MORE_THAN_LEFT, "units", asset.id());
        }
        for (Event event : standing) {
            if (event.kind() == EventKind.KEPT && event.units() > unitsOn(event.on())) {
                throw Refusal.ofField(AssetReason.COUNT_ABOVE_BALANCE, "units", event.units(), event.on());
            }
        }
    }

    /**
     * What the household no longer owes when the producer bears so many units more: their share of the value, exact
     * over all units, and never more than is still owed.
     */
    Money reliefOf(long units, Money outstanding) {
        long before = 0;
        Money granted = Money.ZERO;
        for (Event event : standing) {
            if (event.relieved()) {
                before += event.units();
                granted = granted.plus(event.reliefFen());
            }
        }
        Money share = asset.valueFen()
                .proportion(before + units, asset.units())
                .minus(asset.valueFen().proportion(before, asset.units()));
        Money open = Money.min(outstanding, asset.valueFen().minus(granted));
        return Money.max(Money.ZERO, Money.min(share, open));
    }

    private static boolean takes(Event event) {
        return event.kind() == EventKind.LOST || event.kind() == EventKind.RETURNED;
    }
}
