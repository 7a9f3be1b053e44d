/**
 * The pages that people use in a browser: Thymeleaf shells filled by ES modules from the JSON API.
 * It renders no data of devices or people itself, so nothing here needs the database.
 */
@NullMarked
package io.fengsui.hub.web;

import org.jspecify.annotations.NullMarked;
