package io.fengsui.planted.two;

/** A protocol of its own. */
public interface Other {}
