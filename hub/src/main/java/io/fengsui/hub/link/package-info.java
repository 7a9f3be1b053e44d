/**
 * Links: runs the adapters. Finds the protocols by type, binds {@code
 * fengsui.links.<link>.<protocol>.*} into each protocol's settings record, runs every link on a
 * virtual thread of its own and starts it again when it fails. What a device says is checked here,
 * once for all protocols, and handed to the bus. Knows no protocol by name.
 */
@NullMarked
package io.fengsui.hub.link;

import org.jspecify.annotations.NullMarked;
