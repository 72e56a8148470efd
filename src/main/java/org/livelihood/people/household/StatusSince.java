package org.livelihood.people.household;

import java.time.LocalDate;
import org.livelihood.people.household.Household.Status;

/** A status of a new household, and since when it holds. */
public record StatusSince(Status status, LocalDate holdsFrom) {}
