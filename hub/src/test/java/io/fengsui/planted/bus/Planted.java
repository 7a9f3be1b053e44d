package io.fengsui.planted.bus;

/** What the others must not know. */
public interface Planted {}
