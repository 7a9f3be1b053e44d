package io.fengsui.planted;

import org.assertj.core.api.Assertions;

/** Any library but the YAML reader stands for Spring here, which this module cannot even name. */
record KnowsALibrary(Assertions library) {}
