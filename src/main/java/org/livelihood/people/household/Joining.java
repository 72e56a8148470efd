package org.livelihood.people.household;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How somebody came to a household.
 *
 * @param from null for always where nobody knew her before, else for today, or the day after she left another
 */
public record Joining(@Nullable LocalDate from, Stay.Why reason, String document) {

    /** Found there when the register was set up. */
    public static final Joining ENTERED = new Joining(null, Stay.Why.ENTERED, "registry");
}
