/**
 * Events to another system: CloudEvents 1.0, structured JSON, over HTTP POST, signed, at least
 * once. The contract for the receiver is {@code docs/webhook.md}.
 */
@NullMarked
package io.fengsui.hub.dispatch.webhook;

import org.jspecify.annotations.NullMarked;
