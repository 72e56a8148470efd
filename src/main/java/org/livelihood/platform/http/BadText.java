package org.livelihood.platform.http;

import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.TextRule;

/** A text of a request that may not be taken; says why, never what it was. */
final class BadText extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final TextRule.Fault fault;

    private BadText(TextRule.Fault fault) {
        super(fault.name());
        this.fault = fault;
    }

    TextRule.Fault fault() {
        return fault;
    }

    /** The broken rule, as a problem answer names it. */
    String rule() {
        return switch (fault) {
            case BROKEN -> "BrokenText";
            case CONTROL -> "ControlText";
            case INVISIBLE -> "InvisibleText";
            case NOT_A_NAME -> "Name";
        };
    }

    /** The text, when the rule allows it. */
    static String checked(TextRule rule, String text) {
        TextRule.@Nullable Fault fault = rule.faultOf(text);
        if (fault != null) {
            throw new BadText(fault);
        }
        return text;
    }
}
