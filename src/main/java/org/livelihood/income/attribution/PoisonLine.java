package org.livelihood.income.attribution;

import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Refusal;

/** One line that cannot be attributed, whatever is tried: it must step aside. */
final class PoisonLine extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 400;

    private final transient OrderLineId line;

    PoisonLine(OrderLineId line, Throwable cause) {
        super(reason(cause), cause);
        this.line = line;
    }

    OrderLineId line() {
        return line;
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    private static String reason(Throwable cause) {
        String text = cause instanceof Refusal refusal
                ? refusal.reason().code() + " " + refusal.details()
                : cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
