package io.fengsui.hub.rules;

import java.time.Instant;

/**
 * One version of what people changed of the rules.
 *
 * @param version from 1
 * @param author account name
 * @param change {@code files}, {@code packs}, {@code mode} or {@code rollback}
 * @param active whether it is in force
 */
public record RuleSetVersion(
    int version,
    Instant at,
    String author,
    String reason,
    String change,
    RuleEdits edits,
    boolean active) {}
