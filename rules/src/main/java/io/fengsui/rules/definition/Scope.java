package io.fengsui.rules.definition;

/** What a rule keeps one state for each of. */
public enum Scope {
  DEVICE,
  FLOOR,
  BUILDING,
  COMMUNITY,
  GRID
}
