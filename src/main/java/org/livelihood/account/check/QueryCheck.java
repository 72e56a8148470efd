package org.livelihood.account.check;

import java.util.List;
import reactor.core.publisher.Flux;

/** A check whose rules are queries. */
abstract class QueryCheck implements Check {

    private final String code;
    private final List<CheckRule> rules;
    private final RuleStore store;

    QueryCheck(String code, List<CheckRule> rules, RuleStore store) {
        this.code = code;
        this.rules = rules;
        this.store = store;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public List<String> rules() {
        return rules.stream().map(CheckRule::name).toList();
    }

    @Override
    public Flux<Finding> run(AuditScope scope, int limit) {
        return store.run(rules, scope, limit);
    }
}
