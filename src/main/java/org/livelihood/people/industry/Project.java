package org.livelihood.people.industry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * An industry project.
 *
 * @param registeredOn since when it is planned
 */
public record Project(ProjectId id, String regionCode, String name, LocalDate registeredOn, String document) {

    /** What it does. */
    public enum State {
        OPERATING,
        /** Stands still 停工. */
        STOPPED,
        ENDED
    }

    /** What a caller says of a new one. */
    public record Draft(String name, LocalDate registeredOn, String document) {}

    /** Since when a state holds, and when that was recorded. */
    public record StateRecord(State state, LocalDate from, Instant recordedAt) {}

    /** A project and its states, in the order in which they were recorded. */
    public record History(Project project, List<StateRecord> states) {

        public History {
            states = List.copyOf(states);
        }
    }
}
