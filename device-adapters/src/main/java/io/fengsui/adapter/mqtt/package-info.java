/**
 * MQTT: devices connect to the hub itself ({@link io.fengsui.adapter.mqtt.MqttProtocol}).
 *
 * <p>Standards: <a href="https://docs.oasis-open.org/mqtt/mqtt/v3.1.1/os/mqtt-v3.1.1-os.html">OASIS
 * MQTT 3.1.1</a> and <a
 * href="https://docs.oasis-open.org/mqtt/mqtt/v5.0/os/mqtt-v5.0-os.html">OASIS MQTT 5.0</a>. Topics
 * {@code hub/<tenant>/<device>/telemetry|event|status|cmd|cmd/result} with JSON.
 *
 * <p>Supported: QoS 0, 1 and 2 from devices, where PUBACK and PUBREC are sent only when the hub has
 * the message on disk; will, keep-alive, session take-over, assigned client ids, reason codes with
 * reason strings, receive maximum, maximum packet size, server keep-alive, TLS; a device may
 * subscribe to the command topics of itself and its children, at QoS 0 or 1.
 *
 * <p>Not supported, and told to MQTT 5 peers where the standard has a way to: this is no broker, so
 * peers do not hear each other and nothing is retained; sessions end with the connection (session
 * present is always 0), so commands sent while a device is away are not kept for it, and the
 * duplicate of a QoS 2 publish is recognised within one connection only; wildcard and shared
 * subscriptions, subscription identifiers, topic aliases from devices, will delay, enhanced
 * authentication (AUTH) and WebSockets.
 *
 * <p>When the hub is busy a publish is not acknowledged and the connection is closed (MQTT 5:
 * server busy): MQTT peers send again only after they have connected again.
 *
 * <p>Threads: connections live on one or two event loops that never block; they read no more while
 * the link has its limit of unsettled messages.
 */
@NullMarked
package io.fengsui.adapter.mqtt;

import org.jspecify.annotations.NullMarked;
