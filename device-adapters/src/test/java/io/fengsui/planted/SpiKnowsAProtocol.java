package io.fengsui.planted;

import io.fengsui.planted.two.Other;

/** The SPI must not know who implements it. */
record SpiKnowsAProtocol(Other protocol) {}
