package io.fengsui.simulator.crash;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Moves a platform thread into a network namespace, for good; Java itself cannot. */
final class Namespace {
  private static final int CLONE_NEWNET = 0x40000000;

  private Namespace() {}

  /** A task for a new platform thread that first enters the namespace. */
  static Runnable entering(String name, Runnable task) {
    return () -> {
      enter(name);
      task.run();
    };
  }

  private static void enter(String name) {
    try (var arena = Arena.ofConfined()) {
      int file = (int) call("open", true).invokeExact(arena.allocateFrom("/run/netns/" + name), 0);
      int done = (int) call("setns", false).invokeExact(file, CLONE_NEWNET);
      if (done != 0) {
        throw new IllegalStateException("the namespace " + name + " cannot be entered");
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** A function of the C library of two arguments, the first an address or a number. */
  @SuppressWarnings("restricted")
  private static MethodHandle call(String function, boolean address) {
    var linker = Linker.nativeLinker();
    var first = address ? ValueLayout.ADDRESS : ValueLayout.JAVA_INT;
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(function),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, first, ValueLayout.JAVA_INT));
  }
}
