package io.fengsui.hub.supervision;

/**
 * How many blind windows of a reason touch a span.
 *
 * @param lasting how many of them last
 */
public record BlindCount(BlindReason reason, int windows, int lasting) {}
