/**
 * Payload conventions of others on MQTT: whose topics they are and what their payloads mean. A
 * convention is told each publish and answers with {@link Finding}s; it knows no socket and no
 * clock. Each stands in a package of its own; {@link Conventions} are those of one link.
 */
@NullMarked
package io.fengsui.adapter.mqtt.convention;

import org.jspecify.annotations.NullMarked;
