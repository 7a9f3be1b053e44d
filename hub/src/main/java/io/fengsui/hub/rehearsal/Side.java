package io.fengsui.hub.rehearsal;

/** Whose alarm it is. */
enum Side {
  /** Of the rules that are tried. */
  CANDIDATE,
  /** Of the rules that run. */
  RUNNING
}
