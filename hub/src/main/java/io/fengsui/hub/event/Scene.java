package io.fengsui.hub.event;

import org.jspecify.annotations.Nullable;

/**
 * Where it happened, as registered when it was raised. Texts are empty when not known.
 *
 * @param latitude degrees north, WGS 84
 * @param longitude degrees east, WGS 84
 */
public record Scene(
    String grid,
    String community,
    String street,
    String building,
    String floor,
    String room,
    @Nullable Double latitude,
    @Nullable Double longitude) {}
