package io.fengsui.rules.definition;

/** What a rule keeps one state for each of. */
public enum Scope {
  DEVICE,
  PAIR,
  FLOOR,
  BUILDING,
  COMMUNITY,
  GRID
}
