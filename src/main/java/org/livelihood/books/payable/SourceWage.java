package org.livelihood.books.payable;

import java.util.UUID;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/** Wages of one party out of one source. */
public record SourceWage(Source.Kind kind, UUID source, Party party, Money amount) {}
