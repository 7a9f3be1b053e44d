package io.fengsui.hub.device;

/**
 * Where a device is. Texts are empty, never null, when not known.
 *
 * @param grid grid code, digits, at most 32
 * @param latitude degrees north, WGS 84; NaN when not known
 * @param longitude degrees east, WGS 84; NaN when not known
 */
public record Place(
    String grid,
    String community,
    String street,
    String building,
    String floor,
    String room,
    double latitude,
    double longitude) {}
