package org.livelihood.account.check;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.livelihood.people.household.SealedRecords;
import org.livelihood.people.household.SealedRecords.Kind;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * I16: names, numbers and bank accounts open under the keys of the vault and are those that their indexes were made of;
 * the indexes are leaves of the log. They are of no producer, and looked at when all producers are asked about.
 */
@Component
class SealedCheck implements Check {

    private static final Map<Kind, String> RULES =
            Map.of(Kind.PERSON, "person-opens-as-indexed", Kind.PAYEE, "account-opens-as-indexed");

    private final SealedRecords records;

    SealedCheck(SealedRecords records) {
        this.records = records;
    }

    @Override
    public String code() {
        return "I16";
    }

    @Override
    public List<String> rules() {
        return RULES.values().stream().sorted().toList();
    }

    @Override
    public Flux<Finding> run(AuditScope scope, int limit) {
        return Flux.just(Kind.PAYEE, Kind.PERSON)
                .filter(kind -> scope.producers() == null)
                .concatMap(records::check)
                .map(found -> new Finding(
                        Objects.requireNonNull(RULES.get(found.kind())),
                        found.kind().name(),
                        found.examined(),
                        found.unlike().size(),
                        found.unlike().stream()
                                .limit(limit)
                                .map(id -> new Offender(null, id, Map.of()))
                                .toList()));
    }
}
