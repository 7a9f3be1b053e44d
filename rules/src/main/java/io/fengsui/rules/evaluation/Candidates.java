package io.fengsui.rules.evaluation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What one message may move, each once, in the order of ranks. Reused. */
public final class Candidates<T extends Ranked> {

  private @Nullable Ranked[] items = new @Nullable Ranked[16];
  private int size;

  /** Empties it. */
  public void clear() {
    size = 0;
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The i-th in the order of ranks. */
  @SuppressWarnings("unchecked") // only add puts anything in
  public T get(int i) {
    Ranked item = items[i];
    if (item == null) {
      throw new IndexOutOfBoundsException(i);
    }
    return (T) item;
  }

  /** Adds one unless it is there. */
  public void add(T item) {
    int rank = item.rank();
    int place = size;
    while (place > 0 && get(place - 1).rank() > rank) {
      place--;
    }
    if (place > 0 && get(place - 1).rank() == rank) {
      return;
    }
    if (size == items.length) {
      items = Arrays.copyOf(items, 2 * size);
    }
    System.arraycopy(items, place, items, place + 1, size - place);
    items[place] = item;
    size++;
  }

  /** Adds all of them that are not there. */
  public void addAll(T[] more) {
    for (T item : more) {
      add(item);
    }
  }
}
