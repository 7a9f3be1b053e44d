package io.fengsui.planted;

import java.nio.file.Path;

/** Rules are given text; they open nothing. */
record OpensAFile(Path file) {}
