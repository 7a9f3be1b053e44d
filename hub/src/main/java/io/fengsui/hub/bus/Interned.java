package io.fengsui.hub.bus;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives the same object for the same bytes as long as it remembers them, so that decoding names
 * that come again and again neither allocates nor parses. A fixed number of slots; what shares a
 * slot replaces the other. Used by one thread.
 */
final class Interned<T> {

  private static final int LONGEST = 64;

  private static final class Slot<T> {
    private final byte[] key;
    private final T value;

    Slot(byte[] key, T value) {
      this.key = key;
      this.value = value;
    }
  }

  private final @Nullable Slot<T>[] slots;
  private final Function<String, T> make;

  /**
   * @param slots a power of two
   * @param make makes the object; what it throws passes through
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  Interned(int slots, Function<String, T> make) {
    this.slots = new Slot[slots];
    this.make = make;
  }

  T get(byte[] bytes, int offset, int length) {
    if (length > LONGEST) {
      return make(bytes, offset, length);
    }
    int hash = 1;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    int index = (hash ^ (hash >>> 15)) & (slots.length - 1);
    Slot<T> slot = slots[index];
    if (slot != null
        && Arrays.equals(slot.key, 0, slot.key.length, bytes, offset, offset + length)) {
      return slot.value;
    }
    T value = make(bytes, offset, length);
    slots[index] = new Slot<>(Arrays.copyOfRange(bytes, offset, offset + length), value);
    return value;
  }

  private T make(byte[] bytes, int offset, int length) {
    return make.apply(new String(bytes, offset, length, StandardCharsets.UTF_8));
  }
}
