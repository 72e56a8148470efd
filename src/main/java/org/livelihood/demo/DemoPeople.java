package org.livelihood.demo;

import java.util.ArrayList;
import java.util.List;
import org.livelihood.household.Household.Person;
import org.livelihood.household.IdNumber;

/** Made-up persons: their ID numbers have a right check character and belong to nobody's birthday on record here. */
final class DemoPeople {

    private DemoPeople() {}

    static List<Person> of(Place place) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < place.households() + place.others(); i++) {
            String digits = place.county().substring(0, 6) + "19000101" + String.format("%03d", i + 1);
            people.add(new Person("演示" + (i + 1), IdNumber.ofDigits(digits), null, null));
        }
        return people;
    }
}
