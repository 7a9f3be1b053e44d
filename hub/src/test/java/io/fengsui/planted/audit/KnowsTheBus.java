package io.fengsui.planted.audit;

import io.fengsui.planted.bus.Planted;

/** The audit log must not know how messages travel. */
record KnowsTheBus(Planted bus) {}
