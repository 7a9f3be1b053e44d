package io.fengsui.adapter.lwm2m;

/** What the hub knows of a registered device beside its registration. Guarded by itself. */
final class Known {

  final Points points = new Points();
  String manufacturer = "";
  String model = "";

  /** Whether it writes single values as text, and so may understand nothing else. */
  boolean plain;
}
