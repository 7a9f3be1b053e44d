package io.fengsui.adapter;

/**
 * A device protocol the hub can speak. Stateless; one implementation per protocol folder, with a
 * public no-argument constructor.
 *
 * @param <S> the record the hub binds and validates a link's settings into
 */
public interface Protocol<S extends Record> {

  /** Lower-case and unique: the configuration key, the metric tag and the log field. */
  String name();

  /**
   * The settings record. Its compact constructor checks ranges and names the setting and value; a
   * setting that is left out is null there. One named {@code port} is a port to listen on, which
   * the hub moves by its port offset; a port to connect to is part of an address.
   */
  Class<S> settings();

  /**
   * Whether devices of a link prove themselves with a key that the hub must know itself, not only
   * its hash. A link that does not need keys gets none to hold.
   */
  default boolean needsKeys(S settings) {
    return false;
  }

  /**
   * Creates an adapter for one link, that is one listener or one connection. Called on any thread;
   * does no I/O.
   *
   * @throws IllegalArgumentException if the settings can never work
   */
  Adapter adapter(S settings);
}
