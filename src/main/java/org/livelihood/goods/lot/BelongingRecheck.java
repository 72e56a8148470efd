package org.livelihood.goods.lot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.livelihood.people.household.Belongings;
import org.livelihood.people.household.Belongings.Worked;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Party;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Before a lot is sealed it is asked once more to whom each person belonged on the day of her work: registers are
 * corrected after the work was entered. What stands under another party is taken off there, and put where it belongs.
 */
@Component
class BelongingRecheck {

    private final EntryStore entries;
    private final ContributionStore store;
    private final Belongings belongings;

    BelongingRecheck(EntryStore entries, ContributionStore store, Belongings belongings) {
        this.entries = entries;
        this.store = store;
        this.belongings = belongings;
    }

    /** The caller has locked the lot. */
    Mono<Void> putRight(Lot lot, AccountId by) {
        return entries.list(lot.producer(), lot.id(), null, Integer.MAX_VALUE)
                .filter(entry -> entry.left() > 0 && entry.isOfPerson())
                .collectList()
                .zipWhen(standing -> belongings.parties(
                        standing.stream().map(BelongingRecheck::worked).collect(Collectors.toSet())))
                .map(both -> moved(both.getT1(), both.getT2()))
                .filter(moved -> !moved.isEmpty())
                .flatMap(moved -> store.add(lot.producer(), lot.id(), moved, by))
                .then();
    }

    private static Worked worked(Contribution.Entered entry) {
        return new Worked(entry.person(), entry.workedOn());
    }

    private static List<Contribution> moved(List<Contribution.Entered> standing, Map<Worked, Party> parties) {
        List<Contribution> moved = new ArrayList<>();
        for (Contribution.Entered entry : standing) {
            Party party = parties.getOrDefault(worked(entry), entry.party());
            if (!party.equals(entry.party())) {
                moved.add(entry.takenOff());
                moved.add(entry.movedTo(party, new MemberId(entry.person())));
            }
        }
        return moved;
    }
}
