package io.fengsui.hub.cli;

import picocli.CommandLine.Option;

/** Which page of a long list; people count from one, the API from nought. */
final class Paging {

  @Option(names = "--page", paramLabel = "N", defaultValue = "1")
  private int page = 1;

  int index() {
    return Math.max(0, page - 1);
  }
}
