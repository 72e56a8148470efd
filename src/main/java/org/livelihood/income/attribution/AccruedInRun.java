package org.livelihood.income.attribution;

import java.util.UUID;

/** What a line gave in a run. */
public record AccruedInRun(UUID run, AccruedSum sum) {}
