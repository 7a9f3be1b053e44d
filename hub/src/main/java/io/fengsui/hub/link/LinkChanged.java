package io.fengsui.hub.link;

/** An application event: a link's state or sentence has changed. Published on the link's thread. */
public record LinkChanged(LinkStatus status) {}
