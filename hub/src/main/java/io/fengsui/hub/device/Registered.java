package io.fengsui.hub.device;

import io.fengsui.adapter.Secret;

/**
 * A device just registered.
 *
 * @param secret what it proves itself with; shown this once, only its hash is kept
 */
public record Registered(Device device, Secret secret) {}
