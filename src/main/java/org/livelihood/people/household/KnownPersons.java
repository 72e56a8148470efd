package org.livelihood.people.household;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.people.household.Household.Person;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who is who: a person is known by her ID number, wherever she is named, and stands in the vault once. Where a number
 * is known, the name must be hers: otherwise somebody's money would go to another.
 */
@Component
class KnownPersons {

    private final PersonVault vault;

    KnownPersons(PersonVault vault) {
        this.vault = vault;
    }

    /** @param fresh whether nobody had named her before */
    record Known(UUID id, boolean fresh) {}

    /** The person as she stands, entered when she is new. Refused with PERSON_NAME_DIFFERS. */
    Mono<Known> findOrAdd(Person person) {
        return findOrAddAll(List.of(person)).map(found -> found.get(0));
    }

    /** As {@link #findOrAdd}, in the order given. Who enters the same at once waits, and finds what stands. */
    Mono<List<Known>> findOrAddAll(List<Person> people) {
        List<PersonVault.Entry> entries = new ArrayList<>();
        people.forEach(person -> entries.add(new PersonVault.Entry(Uuids.next(), person)));
        return people.isEmpty()
                ? Mono.just(List.of())
                : vault.putAll(entries)
                        .then(Mono.defer(() -> vault.findAll(
                                people.stream().map(Person::idNumber).toList())))
                        .map(found -> known(entries, found));
    }

    private static List<Known> known(List<PersonVault.Entry> entries, Map<String, PersonVault.Found> found) {
        List<Known> known = new ArrayList<>();
        for (PersonVault.Entry entry : entries) {
            PersonVault.Found stands =
                    Objects.requireNonNull(found.get(entry.data().idNumber().text()));
            if (!isSameName(stands.name(), entry.data().name())) {
                throw Refusal.ofField(HouseholdReason.PERSON_NAME_DIFFERS, "name");
            }
            known.add(new Known(stands.person(), stands.person().equals(entry.person())));
        }
        return known;
    }

    /** Whoever is known by the number and named so; empty where nobody is. Refused with PERSON_NAME_DIFFERS. */
    Mono<UUID> find(Person person) {
        return vault.findAll(List.of(person.idNumber()))
                .flatMapMany(found -> Flux.fromIterable(found.values()))
                .next()
                .map(stands -> {
                    if (!isSameName(stands.name(), person.name())) {
                        throw Refusal.ofField(HouseholdReason.PERSON_NAME_DIFFERS, "name");
                    }
                    return stands.person();
                });
    }

    /** The same letters: width, spaces, capitals and the kind of the middle dot say nothing. */
    static boolean isSameName(String one, String other) {
        return letters(one).equals(letters(other));
    }

    private static String letters(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Zs}]+", "")
                .replaceAll("[·•・‧.．․∙⋅]", "·");
    }
}
