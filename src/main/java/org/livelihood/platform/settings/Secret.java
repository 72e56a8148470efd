package org.livelihood.platform.settings;

/**
 * A setting that no message, log or dump may show.
 *
 * @param value empty if it is not set
 */
public record Secret(String value) {

    public boolean isSet() {
        return !value.isBlank();
    }

    @Override
    public String toString() {
        return isSet() ? "(secret)" : "(not set)";
    }
}
