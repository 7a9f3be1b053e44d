package io.fengsui.hub.api;

import java.util.List;

/**
 * A part of a list.
 *
 * @param page from 0
 * @param size most items of a page
 * @param total items on all pages
 */
record Page<T>(List<T> items, int page, int size, long total) {
  private static final int LARGEST = 500;

  /** A page's number that a request may ask for. */
  static int number(int asked) {
    return Math.clamp(asked, 0, 1_000_000);
  }

  /** A page's size that a request may ask for. */
  static int size(int asked) {
    return Math.clamp(asked, 1, LARGEST);
  }
}
