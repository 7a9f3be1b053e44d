package io.fengsui.hub.device;

import io.fengsui.adapter.Secret;

/**
 * A device just registered.
 *
 * @param secret what it proves itself with; shown this once, and not kept unless {@code keyed}
 * @param keyed whether the hub must know the secret itself
 */
public record Registered(Device device, Secret secret, boolean keyed) {}
