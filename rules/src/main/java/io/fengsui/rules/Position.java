package io.fengsui.rules;

/**
 * A reading that says where something is, WGS 84.
 *
 * @param latitude degrees north
 * @param longitude degrees east
 */
public record Position(double latitude, double longitude) {}
