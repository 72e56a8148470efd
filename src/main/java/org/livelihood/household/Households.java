package org.livelihood.household;

import java.util.Collection;
import org.livelihood.kernel.HouseholdId;
import org.livelihood.kernel.MemberId;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;

/** Face of the registered households. */
@Service
public class Households {

    /** A person and the household she belongs to; nothing that names her. */
    public record MemberOf(MemberId member, HouseholdId household) {}

    /** The known ones among these members. */
    public Flux<MemberOf> membersOf(Collection<MemberId> members) {
        return Flux.error(new UnsupportedOperationException());
    }
}
