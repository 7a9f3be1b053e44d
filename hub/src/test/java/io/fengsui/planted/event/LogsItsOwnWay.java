package io.fengsui.planted.event;

import java.util.logging.Logger;

/** There is one way to log. */
record LogsItsOwnWay(Logger logger) {}
