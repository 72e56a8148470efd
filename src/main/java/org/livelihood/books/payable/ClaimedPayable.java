package org.livelihood.books.payable;

import java.time.LocalDate;
import java.util.UUID;
import org.livelihood.platform.kernel.ProducerId;

/** One payable, with its place in its source. */
public record ClaimedPayable(
        ProducerId producer, Source.Kind kind, UUID source, int seq, LocalDate earnedOn, Payable payable) {}
