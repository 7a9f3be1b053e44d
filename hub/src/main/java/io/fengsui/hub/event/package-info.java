/**
 * Incidents: what rules found becomes one open event per rule and device, with a revision for every
 * change, a history, and an outbox row for every channel that must hear of it; all of a batch in
 * one transaction, ignored when it comes again. Knows neither the rules' engine nor any channel.
 */
@NullMarked
package io.fengsui.hub.event;

import org.jspecify.annotations.NullMarked;
