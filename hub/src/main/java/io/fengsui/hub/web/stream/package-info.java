/**
 * What changes in the hub, pushed to open pages as server-sent events. It carries hints and rows
 * for display; the truth is always what the API answers, which a page fetches after each gap.
 */
@NullMarked
package io.fengsui.hub.web.stream;

import org.jspecify.annotations.NullMarked;
