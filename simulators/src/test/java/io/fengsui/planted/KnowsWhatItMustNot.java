package io.fengsui.planted;

import java.util.logging.Logger;

/**
 * The adapters are not even on this module's class path; a banned class of the JDK stands for them.
 */
record KnowsWhatItMustNot(Logger logger) {}
