package io.fengsui.hub.link;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.Protocol;
import io.fengsui.adapter.Secret;
import io.fengsui.adapter.Uplink;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A protocol whose adapter does what the test tells it to. */
final class ToyProtocol implements Protocol<ToyProtocol.Settings> {

  record Limits(Integer most, @Nullable Duration patience) {
    Limits {
      if (most != null && most > 10) {
        throw new IllegalArgumentException("most must be at most 10: " + most);
      }
    }
  }

  record Settings(
      @Nullable String host,
      @Nullable Integer port,
      @Nullable Secret password,
      @Nullable Limits limits) {
    Settings {
      port = port == null ? 4_000 : port;
      if (port > 65_535) {
        throw new IllegalArgumentException("port must be at most 65535: " + port);
      }
    }
  }

  /** One thing to do in {@link Adapter#run}. */
  interface Act {
    void perform(Uplink uplink) throws Exception;
  }

  /** Performs act after act, and ends only by an exception. */
  static final class Toy implements Adapter {
    final @Nullable Settings settings;
    final LinkedBlockingQueue<Act> acts = new LinkedBlockingQueue<>();

    Toy(@Nullable Settings settings) {
      this.settings = settings;
    }

    @Override
    public void run(Uplink uplink) throws Exception {
      while (true) {
        Act act = acts.poll(1, TimeUnit.MINUTES);
        if (act != null) {
          act.perform(uplink);
        }
      }
    }

    @Override
    public CommandOutcome execute(Command command) {
      return new CommandOutcome.Done(Map.of());
    }
  }

  @Override
  public String name() {
    return "toy";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public Adapter adapter(Settings settings) {
    return new Toy(settings);
  }
}
