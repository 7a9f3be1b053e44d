package io.fengsui.planted;

import io.fengsui.rules.definition.Rule;

/** Looks at the rules from outside their benchmark. */
record KnowsTheRules(Rule rule) {}
