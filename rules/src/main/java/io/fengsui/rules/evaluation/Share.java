package io.fengsui.rules.evaluation;

import io.fengsui.rules.definition.Measure;
import io.fengsui.rules.definition.Selection;

/**
 * A number of devices of a place that rules compare: what a slot of a place's {@link Plan} holds.
 *
 * @param of which devices the rule watches at all
 * @param members which of them count, and when
 */
public record Share(Selection of, Measure.Members members) {}
