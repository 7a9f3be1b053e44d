package io.fengsui.hub.backup;

import io.fengsui.hub.problem.Sentence;

/** A backup cannot be used as asked. Says what is wrong and what to do; nothing was changed. */
final class BackupRefusedException extends RuntimeException {

  private final transient Sentence sentence;

  BackupRefusedException(String zh, String en) {
    super(en);
    this.sentence = new Sentence(zh, en);
  }

  Sentence sentence() {
    return sentence;
  }
}
