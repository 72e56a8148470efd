package org.livelihood.platform.sheet;

import java.util.stream.Stream;

/** One way to read a file as lines of cells; it can be gone through more than once. */
interface Table {

    /** The lines with their numbers; closed by who asks. */
    Stream<Line> lines();
}
