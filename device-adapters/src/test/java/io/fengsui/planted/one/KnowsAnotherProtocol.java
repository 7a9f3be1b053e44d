package io.fengsui.planted.one;

import io.fengsui.planted.two.Other;

/** Protocols must not know each other. */
record KnowsAnotherProtocol(Other other) {}
