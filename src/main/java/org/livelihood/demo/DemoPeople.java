package org.livelihood.demo;

import java.util.ArrayList;
import java.util.List;
import org.livelihood.people.household.Household.Attribute;
import org.livelihood.people.household.Household.Card;
import org.livelihood.people.household.Household.Cause;
import org.livelihood.people.household.Household.Health;
import org.livelihood.people.household.Household.Labour;
import org.livelihood.people.household.Household.Person;
import org.livelihood.people.household.Households;
import org.livelihood.people.household.IdNumber;
import org.livelihood.people.household.NewMember;
import org.livelihood.people.household.StatusSince;

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

    /** A household that stands beside the sales, with so many members. */
    static Households.NewHousehold household(
            String county, String village, int number, int members, List<StatusSince> statuses) {
        List<NewMember> people = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            String digits = county.substring(0, 6) + "19010101" + String.format("%03d", number * members + i + 1);
            Person person = new Person("演示" + (i + 1), IdNumber.ofDigits(digits), null, null);
            people.add(new NewMember(person, Labour.ORDINARY, Health.HEALTHY));
        }
        String registryNo = "DEMO-" + village + "-" + (number + 1);
        Card card = new Card(registryNo, village, Attribute.GENERAL, Cause.NO_FUNDS, List.of());
        return new Households.NewHousehold(card, people, statuses);
    }
}
