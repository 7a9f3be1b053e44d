package io.fengsui.planted.two;

import java.util.logging.Logger;

/** Stands for everything an adapter must not know. */
record LogsItsOwnWay(Logger logger) {}
