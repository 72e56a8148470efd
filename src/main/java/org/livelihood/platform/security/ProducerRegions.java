package org.livelihood.platform.security;

import java.util.Collection;
import org.livelihood.platform.kernel.ProducerId;
import reactor.core.publisher.Flux;

/** Where producers are: known to the producers, asked before a role is granted. */
public interface ProducerRegions {

    /** Codes of the regions of these producers; unknown ones are left out. */
    Flux<String> regionsOf(Collection<ProducerId> producers);
}
