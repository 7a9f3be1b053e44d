/**
 * CoAP: devices post telemetry to the hub ({@link io.fengsui.adapter.coap.CoapProtocol}).
 *
 * <p>Standards: <a href="https://www.rfc-editor.org/rfc/rfc7252">RFC 7252</a> (CoAP), RFC 7641
 * (observe), RFC 7959 (block-wise), RFC 8949 (CBOR), RFC 6347 and RFC 9146 (DTLS 1.2 with
 * connection id), on Eclipse Californium. Paths and JSON are those of ThingsBoard: {@code
 * /api/v1/{token}/telemetry|attributes|rpc}, the token {@code <device>:<secret>}; over DTLS the
 * pre-shared key says who speaks and the token is left out. Fixed paths of other makes are
 * settings.
 *
 * <p>Supported: POST and PUT of JSON, CBOR and vendors' bytes, answered 2.01 and 2.04 when the hub
 * has the message on disk; commands to who observes {@code rpc}; block-wise bodies up to a limit.
 * Repetitions are recognised by their message id, and readings that carry their own time by what
 * they say.
 *
 * <p>Not supported: attributes for devices to read, provisioning, claiming, firmware, OSCORE, CoAP
 * over TCP, multicast, certificates.
 *
 * <p>When the hub is busy the answer is 5.03 with Max-Age.
 *
 * <p>Threads: one for the protocol, one that receives, and those of DTLS; none of them waits for
 * the hub.
 */
@NullMarked
package io.fengsui.adapter.coap;

import org.jspecify.annotations.NullMarked;
