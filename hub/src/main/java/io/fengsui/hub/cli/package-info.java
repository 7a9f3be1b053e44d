/**
 * The command line: a client of the hub's HTTP API and nothing else. Uses the JDK, picocli and
 * Jackson; knows no other package of the hub, so that it fits into a small jar that starts fast.
 *
 * <p>Exit status of every command: 0 done, 1 refused, 2 wrong usage, 3 hub not reachable.
 */
@NullMarked
package io.fengsui.hub.cli;

import org.jspecify.annotations.NullMarked;
