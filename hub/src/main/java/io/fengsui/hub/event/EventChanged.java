package io.fengsui.hub.event;

/**
 * Published after the commit that made this revision, on the thread that committed; listeners must
 * be quick. Nothing is published for what a replay brings again.
 */
public record EventChanged(EventRevision revision) {}
