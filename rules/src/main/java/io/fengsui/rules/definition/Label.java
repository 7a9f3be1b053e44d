package io.fengsui.rules.definition;

/** A text for people in both languages. */
public record Label(String zh, String en) {}
