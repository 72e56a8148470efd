package org.livelihood.platform.sheet;

import java.util.List;

/** @param number of the line in the file, from 1 */
record Line(int number, List<Cell> cells) {

    boolean isBlank() {
        return cells.stream().allMatch(Cell::isBlank);
    }

    Cell at(int column) {
        return column < cells.size() ? cells.get(column) : Cell.EMPTY;
    }
}
