package io.fengsui.hub.store;

/**
 * How much a selection holds.
 *
 * @param points about as many
 */
public record Extent(long points) {}
