package org.livelihood.platform.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import java.util.Comparator;
import java.util.Map;

/** Puts the description's chapters into the order of a sale. */
final class Chapters {

    private Chapters() {}

    static void arrange(OpenAPI api) {
        api.setTags(Tags.all());
        Paths paths = new Paths();
        api.getPaths().entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, PathItem> path) -> placeOf(path.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .forEach(path -> paths.addPathItem(path.getKey(), path.getValue()));
        api.setPaths(paths);
    }

    private static int placeOf(PathItem path) {
        return path.readOperations().stream()
                .map(Operation::getTags)
                .mapToInt(tags -> Tags.placeOf(tags.get(0)))
                .min()
                .orElseThrow();
    }
}
