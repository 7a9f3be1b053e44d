package io.fengsui.rules.definition;

/** What is known while rules are read, and where their mistakes go. */
record Surroundings(
    Vocabulary vocabulary, Problems problems, Named<Zone> zones, Named<Hours> hours) {

  Surroundings(Vocabulary vocabulary, Problems problems) {
    this(vocabulary, problems, new Named<>("zone", problems), new Named<>("hours", problems));
  }
}
