package io.fengsui.simulator.gb26875;

import io.fengsui.simulator.gb26875.Report.TransmitterOperation;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A transmitter: connects and comes back, tells its state and version, beats, reports, answers
 * questions, follows orders. Thread-safe; what it is told to do is done on its cable's thread.
 */
public final class Transmitter implements AutoCloseable, Wire.Ear, Outbox.Door {
  private static final int STANDARD = 0x0101;
  private static final int OTHER = 0x0010;
  private static final int REGISTER = 0xFE;
  private static final int ALIVE = 0xFF;
  private static final Duration COMPANY = Duration.ofMillis(200);
  private static final byte[] NOTHING = {};
  private static final byte[] BYTE_16 = {0x16};
  private static final byte[] NONSENSE = {
    0x40, 0x40, 0x23, 0x23, (byte) 0xFF, 0x40, 0x40, 0x00, 0x7F, 0x15, 0x23
  };

  private final Settings settings;
  private final InetSocketAddress centre;
  private final Cable cable;
  private final DeviceClock clock;
  private final Tally tally;
  private final Outbox outbox;
  private final Panel panel;
  private final Orders orders;
  private final Habits habits;
  private final FrameScan scan = new FrameScan();
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private @Nullable Wire wire;
  private Cable.@Nullable Timer beat;
  private volatile boolean connected;
  private boolean off;

  /**
   * Makes one that is switched off.
   *
   * @param tally may be shared with others
   */
  public Transmitter(
      Settings settings, InetSocketAddress centre, Cable cable, InstantSource time, Tally tally) {
    this.settings = settings;
    this.centre = centre;
    this.cable = cable;
    this.clock = new DeviceClock(time);
    this.tally = tally;
    this.outbox = new Outbox(cable, this, settings, tally);
    this.panel = new Panel(clock);
    this.orders = new Orders(panel, clock, settings, this::pressed, cable);
    this.habits = new Habits(settings.quirks(), settings.oneIn());
  }

  /** Connects; completes when the first connection stands, and keeps trying until then. */
  public CompletableFuture<Void> open() {
    cable.execute(this::connect);
    return opened;
  }

  public boolean connected() {
    return connected;
  }

  /** What its clock shows at a moment, in milliseconds since 1970. */
  public LocalDateTime at(long millis) {
    return clock.at(millis);
  }

  /**
   * Reports objects of one type; completes when the centre has confirmed them, fails if it never
   * does.
   */
  public CompletableFuture<Void> tell(List<? extends Report> objects) {
    return tell(objects, false);
  }

  /** The same, before all that waits. */
  public CompletableFuture<Void> alarm(List<? extends Report> objects) {
    return tell(objects, true);
  }

  /** Says that it lives; completes when that is confirmed. */
  public CompletableFuture<Void> beat() {
    var done = new CompletableFuture<Void>();
    cable.execute(() -> beat(done));
    return done;
  }

  /** Sends bytes that are no frame; completes when they are on their way. */
  public CompletableFuture<Void> babble() {
    var done = new CompletableFuture<Void>();
    cable.execute(
        () -> {
          if (wire != null) {
            wire.send(NONSENSE);
          }
          done.complete(null);
        });
    return done;
  }

  /** Switches it off; what was not confirmed fails. */
  @Override
  public void close() {
    cable.execute(
        () -> {
          off = true;
          connected = false;
          rest();
          outbox.close();
          if (wire != null) {
            wire.close();
          }
        });
  }

  @Override
  public void opened() {
    connected = true;
    scan.forget();
    outbox.opened();
    if (settings.heartbeat() == Heartbeat.FF) {
      begin(REGISTER, NOTHING);
    }
    tell(List.of(panel.own()), false);
    tell(List.of(panel.ownVersion()), false);
    if (settings.every().isPositive()) {
      // out of step with others that connected at the same time
      beatIn(Duration.ofMillis(random(settings.every().toMillis())));
    }
    opened.complete(null);
  }

  @Override
  public void heard(ByteBuffer bytes) {
    scan.feed(bytes, this::hear);
  }

  @Override
  public void lost() {
    connected = false;
    wire = null;
    tally.lost().increment();
    rest();
    outbox.shut();
    if (!off) {
      cable.later(settings.back(), this::connect);
    }
  }

  @Override
  public boolean isOpen() {
    return connected;
  }

  @Override
  public void send(int serial, int command, byte[] data) {
    put(
        new Frame(
            serial,
            settings.has(Quirk.VERSION_10_00) ? OTHER : STANDARD,
            now(),
            source(),
            settings.centre(),
            command,
            data));
  }

  private void connect() {
    if (!off && wire == null) {
      wire = new Wire(this);
      cable.connect(wire, centre, settings.udp());
    }
  }

  private void hear(Frame frame) {
    switch (frame.command()) {
      case Frame.CONFIRM -> outbox.confirmed(frame.serial());
      case Frame.DENY -> outbox.denied(frame.serial());
      case Frame.CONTROL, Frame.REQUEST -> {
        tally.orders().increment();
        var reply = orders.obey(frame);
        put(frame.answer(reply.command(), now(), reply.data()));
      }
      default -> tally.stray().increment();
    }
  }

  private CompletableFuture<Void> tell(List<? extends Report> objects, boolean urgent) {
    var done = new CompletableFuture<Void>();
    byte[] data = Unit.of(objects.getFirst().type(), objects, settings.quirks());
    cable.execute(
        () -> {
          objects.forEach(panel::keep);
          outbox.add(Frame.SEND, data, urgent, done);
        });
    return done;
  }

  /** The guard pressed the button. */
  private void pressed() {
    tell(List.of(new TransmitterOperation(Report.ON_DUTY, 1, clock.now())), true);
  }

  private void beatIn(Duration pause) {
    rest();
    beat =
        cable.later(
            pause,
            () -> {
              beat(new CompletableFuture<>());
              beatIn(settings.every());
            });
  }

  private void beat(CompletableFuture<Void> done) {
    if (!connected) {
      done.completeExceptionally(new IllegalStateException("not connected"));
      return;
    }
    switch (settings.heartbeat()) {
      case EMPTY -> outbox.add(Frame.SEND, NOTHING, false, done);
      case BYTE_16 -> outbox.add(Frame.SEND, BYTE_16, false, done);
      case FE -> outbox.add(REGISTER, NOTHING, false, done);
      case FF -> outbox.add(ALIVE, NOTHING, false, done);
      case STATE -> outbox.add(Frame.SEND, unit(panel.own()), false, done);
      case TIME -> outbox.add(Frame.SEND, unit(panel.ownTime()), false, done);
    }
  }

  private void begin(int command, byte[] data) {
    outbox.add(command, data, false, new CompletableFuture<>());
  }

  private byte[] unit(Report object) {
    return Unit.of(object.type(), List.of(object), settings.quirks());
  }

  private void put(Frame frame) {
    if (wire != null) {
      habits.writes(frame).forEach(wire::send);
      if (settings.has(Quirk.MERGED)) {
        cable.later(COMPANY, this::flush);
      }
    }
  }

  private void flush() {
    var pieces = habits.flush();
    if (wire != null) {
      pieces.forEach(wire::send);
    }
  }

  private long source() {
    return settings.has(Quirk.SOURCE_ZERO) ? 0 : settings.address();
  }

  private @Nullable LocalDateTime now() {
    return settings.has(Quirk.ZERO_TIMES) ? null : clock.now();
  }

  private void rest() {
    if (beat != null) {
      beat.cancel();
    }
  }

  private static long random(long below) {
    return ThreadLocalRandom.current().nextLong(Math.max(1, below));
  }
}
