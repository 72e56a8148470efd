package org.livelihood.platform.sheet;

/**
 * A row that was read.
 *
 * @param number from 1 for the first one under the heading
 * @param line of the file, from 1
 */
public record Row<T>(int number, int line, T value) {}
