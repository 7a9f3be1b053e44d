/**
 * Hands events over, at least once and in order per event. Every channel has rows in the outbox,
 * written with the event; one worker per channel delivers them as soon as they are committed and
 * tries again until the channel takes or refuses them.
 *
 * <p>A channel is a folder with one class that implements {@link io.fengsui.hub.dispatch.Channel};
 * nothing else names it.
 */
@NullMarked
package io.fengsui.hub.dispatch;

import org.jspecify.annotations.NullMarked;
