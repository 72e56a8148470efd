/**
 * The API's published description (OpenAPI 3.1): its words from Javadoc, its examples and problem codes from files that
 * journeys draw.
 *
 * <p>Under all features; knows them by the names of their endpoints only.
 */
@ApplicationModule(
        id = "openapi",
        displayName = "API description",
        allowedDependencies = {"kernel", "http"})
@NullMarked
package org.livelihood.platform.openapi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
