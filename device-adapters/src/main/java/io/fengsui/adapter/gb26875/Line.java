package io.fengsui.adapter.gb26875;

/** The way to one device: a connection, or where its last datagram came from. Thread-safe. */
interface Line {

  /**
   * Sends a frame; one that cannot be sent is gone, and whoever waits for its answer asks again.
   */
  void send(Frame frame);

  /** The peer's network address without its port. */
  String peer();

  /** Another line has become the way to the device; this one ends once it is quiet for long. */
  void replaced();

  /** A frame has been dealt with: there is room for another. Called on the line's loop. */
  void finished();
}
