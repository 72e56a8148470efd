package org.livelihood.platform.security;

import java.util.Collection;
import java.util.List;
import org.livelihood.platform.kernel.ProducerId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where producers are: known to the producers, asked before a role is granted and by whoever looks after a region. */
public interface ProducerRegions {

    /** Codes of the regions of these producers; unknown ones are left out. */
    Flux<String> regionsOf(Collection<ProducerId> producers);

    /** The code of its region; nothing for an unknown one. */
    default Mono<String> regionOf(ProducerId producer) {
        return regionsOf(List.of(producer)).next();
    }

    /**
     * All of a region and of what lies below it.
     *
     * @param prefix what the codes of the region and of all below begin with
     */
    Flux<ProducerId> producersBelow(String prefix);
}
