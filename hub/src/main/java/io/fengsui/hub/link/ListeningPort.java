package io.fengsui.hub.link;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/**
 * Moves the port that a link listens on. By agreement of the SPI a setting named {@code port} is a
 * port to listen on; a port to connect to is part of an address.
 */
final class ListeningPort {

  private static final String NAME = "port";
  private static final int HIGHEST = 65_535;

  private ListeningPort() {}

  /**
   * The same settings with the port moved; unchanged if there is none, or if it is 0 (a free one).
   *
   * @throws IllegalArgumentException if there is no such port
   */
  static <S extends Record> S move(S settings, int by) {
    RecordComponent[] components = settings.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    boolean moved = false;
    for (int i = 0; i < components.length; i++) {
      values[i] = value(components[i], settings);
      if (by != 0
          && components[i].getName().equals(NAME)
          && values[i] instanceof Integer port
          && port != 0) {
        if (port + by < 1 || port + by > HIGHEST) {
          throw new IllegalArgumentException(
              "port %d moved by fengsui.port-offset %d is out of range".formatted(port, by));
        }
        values[i] = port + by;
        moved = true;
      }
    }
    return moved ? create(settings, components, values) : settings;
  }

  private static Object value(RecordComponent component, Record settings) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(settings);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <S extends Record> S create(
      S settings, RecordComponent[] components, Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = settings.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return (S) constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot rebuild " + settings.getClass(), e);
    }
  }
}
