/**
 * People: accounts, roles, passwords, one-time codes and the tokens that programs sign in with.
 * Secrets are kept only as hashes.
 */
@NullMarked
package io.fengsui.hub.account;

import org.jspecify.annotations.NullMarked;
