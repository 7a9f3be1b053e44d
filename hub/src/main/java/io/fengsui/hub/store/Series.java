package io.fengsui.hub.store;

/** One metric of one device. */
public record Series(String device, String metric) {}
