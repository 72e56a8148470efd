package org.livelihood.people.household;

import org.livelihood.people.household.Household.Health;
import org.livelihood.people.household.Household.Labour;
import org.livelihood.people.household.Household.Person;

/** A member of a new household. */
public record NewMember(Person person, Labour labour, Health health) {}
