/**
 * LwM2M 1.0 and 1.1 ({@link io.fengsui.adapter.lwm2m.Lwm2mProtocol}): detectors that register with
 * the hub, on Eclipse Leshan.
 *
 * <p>Standards: OMA LightweightM2M 1.1 core and transport, RFC 7252, 7641, 7959, 8428 (SenML), 6347
 * and 9146 (DTLS 1.2 with connection id). Objects by their facts in the OMA registry: {@code
 * objects.csv}.
 *
 * <p>Supported: registration, update, de-registration; observation of what the registration names;
 * Send; vendors' bytes in object 19 by a layout that is a setting; Queue mode, where requests wait
 * for the device to wake; commands; DTLS with pre-shared keys. Registrations survive a restart of
 * the hub, observations are made again.
 *
 * <p>Not supported: bootstrap, OSCORE, certificates, SMS and other bindings than UDP, firmware
 * update, access control.
 *
 * <p>A Send is answered when the hub has it on disk, 5.03 when it is full. A notification is
 * acknowledged by CoAP before it is read; what it told is the state of a resource, which is read
 * again after a restart, and what a full hub did not take is handed over again.
 *
 * <p>Threads: one for the protocol, one that receives, those of DTLS, and one for time-outs; none
 * of them waits for the hub.
 */
@NullMarked
package io.fengsui.adapter.lwm2m;

import org.jspecify.annotations.NullMarked;
