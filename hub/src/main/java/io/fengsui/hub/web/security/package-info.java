/**
 * Who may call what. One kind of session for everybody: an API token, carried in the {@code
 * Authorization} header by programs and in an HttpOnly cookie by browsers. There is no server-side
 * session, so a restart of the hub signs nobody out.
 */
@NullMarked
package io.fengsui.hub.web.security;

import org.jspecify.annotations.NullMarked;
