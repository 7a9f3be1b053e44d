package io.fengsui.planted.cli;

import io.fengsui.planted.bus.Planted;

/** The command line must speak HTTP only. */
record KnowsTheHub(Planted bus) {}
