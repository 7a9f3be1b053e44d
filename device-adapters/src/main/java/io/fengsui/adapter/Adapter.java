package io.fengsui.adapter;

/** One running link: a listener with many devices behind it, or a connection to one device. */
public interface Adapter {

  /**
   * Serves the link until interrupted. The hub calls this on a virtual thread of its own and never
   * twice at a time; it may be called again after it ended. Returning or throwing ends the link; a
   * link that threw is started again with back-off. Everything the link holds (ports, threads,
   * connections) is released before this returns, within two seconds of an interrupt.
   *
   * @throws java.net.BindException if a port is taken; the message names host and port
   * @throws Exception if the link cannot go on; the message is shown to operators
   */
  void run(Uplink uplink) throws Exception;

  /**
   * Executes a command and waits for the device's answer, at most until the command's deadline.
   * Thread-safe; called on virtual threads.
   */
  default CommandOutcome execute(Command command) throws InterruptedException {
    return new CommandOutcome.Unsupported();
  }
}
