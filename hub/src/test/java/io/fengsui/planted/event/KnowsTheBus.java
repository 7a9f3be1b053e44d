package io.fengsui.planted.event;

import io.fengsui.planted.bus.Planted;

/** An event must not know how messages travel. */
record KnowsTheBus(Planted bus) {}
