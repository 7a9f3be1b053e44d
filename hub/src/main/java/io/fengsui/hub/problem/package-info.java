/**
 * How every part says no to a person: a kind, a sentence in Chinese and English, a hint, and all
 * wrong fields at once. The API turns it into problem+json (RFC 9457), the pages into a message.
 */
@NullMarked
package io.fengsui.hub.problem;

import org.jspecify.annotations.NullMarked;
