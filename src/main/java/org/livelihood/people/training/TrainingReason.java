package org.livelihood.people.training;

import org.livelihood.platform.kernel.Reason;

/** Why training is refused. */
public enum TrainingReason implements Reason {
    OTHER_REGION(Kind.FORBIDDEN),
    INSTRUCTOR_NOT_FOUND(Kind.NOT_FOUND),
    LESSON_NOT_FOUND(Kind.NOT_FOUND),
    NOT_TEACHING(Kind.UNPROCESSABLE),
    MEMBER_UNKNOWN(Kind.UNPROCESSABLE),
    TWICE(Kind.UNPROCESSABLE),
    MINUTES_IMPOSSIBLE(Kind.UNPROCESSABLE),
    OVERLAPS(Kind.UNPROCESSABLE);

    private final Kind kind;

    TrainingReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
