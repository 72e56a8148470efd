package org.livelihood.demo;

import java.util.ArrayList;
import java.util.List;
import org.livelihood.household.Household.Person;
import org.livelihood.household.IdNumber;

/** Made-up persons: their ID numbers have a right check character and belong to nobody's birthday on record here. */
final class DemoPeople {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    private DemoPeople() {}

    static List<Person> of(Place place) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < place.households() + place.others(); i++) {
            String digits = place.county().substring(0, 6) + "19000101" + String.format("%03d", i + 1);
            people.add(new Person("演示" + (i + 1), IdNumber.of(digits + check(digits)), null, null));
        }
        return people;
    }

    private static char check(String digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return CHECKS.charAt(sum % CHECKS.length());
    }
}
