package org.livelihood.account.check;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ProducerId;
import reactor.core.publisher.Flux;

/**
 * Something that must hold, or a fraud that must not be there: one bean each, found by its code.
 *
 * <p>A new check is a new bean and its texts {@code audit.check.<code>} and {@code audit.rule.<rule>}; nothing else
 * knows how many there are. It reads inside the transaction that it is run in, and writes nothing.
 */
public interface Check {

    /** I and the number of the invariant, F and the number of the fraud. */
    String code();

    /** Its parts, in the order in which they are run. */
    List<String> rules();

    /** Looks at what happened in the scope; each rule names at most {@code limit} offenders and counts all of them. */
    Flux<Finding> run(AuditScope scope, int limit);

    /**
     * What one rule found.
     *
     * @param examined how many it looked at; nothing examined proves nothing
     * @param found how many offend, also those that are not named
     */
    record Finding(String rule, String kind, long examined, long found, List<Offender> offenders) {

        public boolean truncated() {
            return found > offenders.size();
        }
    }

    /**
     * One that breaks a rule.
     *
     * @param id of what the finding's kind says: a line, a lot, a household
     * @param details what was found of it: ids and numbers, no personal data
     */
    record Offender(@Nullable ProducerId producer, UUID id, Map<String, Object> details) {}
}
