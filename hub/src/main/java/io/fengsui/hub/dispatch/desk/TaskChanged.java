package io.fengsui.hub.dispatch.desk;

/**
 * Published after the commit that made or changed a task, on the thread that committed; listeners
 * must be quick.
 */
public record TaskChanged(Task task) {}
