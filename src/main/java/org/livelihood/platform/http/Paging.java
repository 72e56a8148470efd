package org.livelihood.platform.http;

import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Page;

/**
 * Which page of a list a caller asks for: {@code ?cursor=...&limit=20}. A controller method that takes one has both
 * parameters, and they are described.
 *
 * @param after the place after which the page begins, null for the first page; a cursor that none of our pages gave is
 *     refused with {@code kernel.bad-cursor}
 * @param limit how many entries at most, from 1 to {@value #MOST}
 * @see Page
 */
public record Paging(@Nullable Cursor after, int limit) {

    public static final String CURSOR = "cursor";
    public static final String LIMIT = "limit";
    public static final int USUAL = 20;
    public static final int MOST = 100;
}
