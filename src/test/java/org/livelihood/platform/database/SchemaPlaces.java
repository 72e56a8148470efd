package org.livelihood.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which tables do not lie with their producer's others, and why: {@code schema/places.txt}. */
final class SchemaPlaces {

    private static final Path FILE = Path.of("src/test/resources/schema/places.txt");

    private final List<Place> places = new ArrayList<>();

    /** One line; a name that ends in a star is the beginning of several. */
    private record Place(String kind, String name) {

        boolean holds(String asked) {
            return name.endsWith("*") ? asked.startsWith(name.substring(0, name.length() - 1)) : asked.equals(name);
        }
    }

    SchemaPlaces() throws IOException {
        for (String line : Files.readAllLines(FILE)) {
            if (!line.startsWith("#")) {
                String[] words = line.split(" ", 3);
                if (words.length < 3) {
                    throw new IllegalStateException("No reason is given: " + line);
                }
                places.add(new Place(words[0], words[1]));
            }
        }
    }

    boolean is(String kind, String name) {
        return places.stream().anyMatch(place -> place.kind().equals(kind) && place.holds(name));
    }

    /** Whether its rows lie with its producer. */
    boolean distributed(String table) {
        return !is("reference", table) && !is("local", table);
    }

    /** Lines that are of nothing that there is. */
    List<String> idle(List<String> names) {
        return places.stream()
                .filter(place -> names.stream().noneMatch(place::holds))
                .map(Place::name)
                .toList();
    }
}
