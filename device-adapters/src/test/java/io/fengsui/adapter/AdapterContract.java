package io.fengsui.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fengsui.adapter.DeviceMessage.Telemetry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the hub relies on in every protocol. A protocol extends this with a way to make an adapter
 * and a way to speak as a device.
 */
public abstract class AdapterContract {

  /** How the far side was answered. */
  public enum Answer {
    ACKNOWLEDGED,
    /** Told that trying again will not help, in a protocol that can say so. */
    REFUSED
  }

  /** The far side of one link: a device, or what stands between the hub and the device. */
  public interface Peer extends AutoCloseable {

    /** A new adapter for this peer; it has not run. */
    Adapter adapter();

    /** Called when the link serves. */
    void connect();

    /**
     * Reports the temperature as {@link #DEVICE} without waiting for the answer, unless as many are
     * unanswered as the protocol lets be.
     */
    CompletableFuture<Answer> say(int temperature);

    /** What {@link #say} sends, as the adapter would hand it over if it were lost. */
    Raw raw(int temperature);

    /** Sends bytes that mean nothing, wherever the protocol takes bytes from strangers. */
    void babble(byte[] garbage);

    @Override
    void close();
  }

  /** Registered, with {@link #SECRET}. */
  protected static final String DEVICE = "sd-1";

  protected static final String SECRET = "open-sesame";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MANY = 10_000;
  private static final int MODULUS = 1_000;

  private final RecordingUplink hub = new RecordingUplink().knows(DEVICE, SECRET);
  private final Peer peer = peer();

  protected abstract Peer peer();

  /** Registers {@link #DEVICE} in another way, in protocols in which devices prove nothing. */
  protected void register(RecordingUplink at) {}

  @BeforeEach
  void registerDevice() {
    register(hub);
  }

  /** Settings with a secret wherever the record has place for one. */
  protected abstract Record settingsWith(Secret secret);

  /** How this protocol answers what the hub rejected. */
  protected abstract Answer whenRejected();

  @AfterEach
  void closePeer() {
    peer.close();
  }

  @Test
  void acknowledges_only_what_the_hub_accepted() {
    try (var _ = started(peer.adapter())) {
      hub.hold();

      var answer = peer.say(20);
      hub.heard(Telemetry.class, 1);
      assertThat(answer).as("answer before the receipt").isNotDone();
      hub.release();

      assertThat(answer).succeedsWithin(PATIENCE).isEqualTo(Answer.ACKNOWLEDGED);
    }
  }

  @Test
  void answers_late_what_settles_late() {
    try (var _ = started(peer.adapter())) {
      hub.hold();

      List<CompletableFuture<Answer>> answers = IntStream.range(0, 50).mapToObj(peer::say).toList();
      hub.heard(Telemetry.class, 50);
      assertThat(answers).noneMatch(CompletableFuture::isDone);
      hub.release();

      assertThat(answers)
          .allSatisfy(
              answer -> assertThat(answer).succeedsWithin(PATIENCE).isEqualTo(Answer.ACKNOWLEDGED));
    }
  }

  @Test
  void passes_back_pressure_on() {
    try (var _ = started(peer.adapter())) {
      hub.answers(message -> message instanceof Telemetry ? BUSY : Receipt.Accepted.INSTANCE);

      var answer = peer.say(20);
      hub.heard(Telemetry.class, 1);

      await()
          .during(Duration.ofMillis(200))
          .atMost(PATIENCE)
          .until(() -> !answer.isDone() || answer.isCompletedExceptionally());
    }
  }

  private static final Receipt BUSY = new Receipt.Busy(Duration.ofMillis(50));

  @Test
  void answers_what_was_rejected_as_the_protocol_says() {
    try (var _ = started(peer.adapter())) {
      hub.answers(
          message ->
              message instanceof Telemetry
                  ? new Receipt.Rejected(Receipt.Reason.UNKNOWN_DEVICE, "not registered")
                  : Receipt.Accepted.INSTANCE);

      var answer = peer.say(20);

      assertThat(answer).succeedsWithin(PATIENCE).isEqualTo(whenRejected());
    }
  }

  @Test
  void survives_garbage() {
    try (var link = started(peer.adapter())) {
      peer.babble(new byte[0]);
      peer.babble(new byte[] {0});
      peer.babble("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      peer.babble(new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0x80, 0, 0, 0, 1});
      peer.babble("[".repeat(10_000).getBytes(StandardCharsets.US_ASCII));

      var answer = peer.say(20);

      assertThat(answer).succeedsWithin(PATIENCE).isEqualTo(Answer.ACKNOWLEDGED);
      assertThat(link.isRunning()).isTrue();
    }
  }

  @Test
  void reads_what_was_lost_as_if_it_came_now() {
    assumeTrue(peer.adapter() instanceof Replayable, "keeps no raw input");
    Adapter adapter = peer.adapter();
    assertThat(((Replayable) adapter).read(peer.raw(20))).isNotNull(); // before it ever ran
    try (var _ = started(adapter)) {
      Meaning meaning = ((Replayable) adapter).read(peer.raw(20));
      peer.say(20);

      assertThat(meaning.messages()).isEqualTo(hub.heard(Telemetry.class, 1));
      assertThat(meaning.loss()).isNull();
    }
  }

  @Test
  void what_it_lost_is_no_clearer_when_read_again_and_holds_no_secret() {
    Adapter adapter = peer.adapter();
    try (var _ = started(adapter)) {
      peer.babble("[]".getBytes(StandardCharsets.US_ASCII));
      peer.babble(new byte[] {(byte) 0xff, (byte) 0xfe, (byte) 0x80, 0, 0, 0, 1});
      peer.babble("[".repeat(2 * Raw.MAX_BYTES).getBytes(StandardCharsets.US_ASCII));
      hub.lost();
      assertThat(peer.say(20)).succeedsWithin(PATIENCE);
    }

    for (RecordingUplink.Loss loss : hub.losses()) {
      Raw raw = loss.raw();
      if (raw != null && adapter instanceof Replayable replayable) {
        assertThat(new String(raw.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
        assertThat(replayable.read(raw).messages()).isEmpty();
        assertThat(replayable.read(raw).loss()).isNotNull();
      }
    }
  }

  @Test
  void reading_again_takes_any_bytes() {
    assumeTrue(peer.adapter() instanceof Replayable, "keeps no raw input");
    var adapter = (Replayable) peer.adapter();
    var random = new Random(42);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = peer.raw(20).bytes().clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      String source = i % 2 == 0 ? peer.raw(20).source() : "x".repeat(random.nextInt(9));

      assertThat(adapter.read(Raw.of(source, bytes))).isNotNull();
    }
  }

  @Test
  void ends_within_two_seconds_when_interrupted_with_messages_unsettled() {
    RunningLink link = started(peer.adapter());
    hub.hold();
    peer.say(20);
    hub.heard(Telemetry.class, 1);

    link.close();

    assertThat(link.isRunning()).isFalse();
  }

  @Test
  void can_be_started_again() {
    Adapter adapter = peer.adapter();
    started(adapter).close();
    try (var _ = started(adapter)) {
      var answer = peer.say(20);

      assertThat(answer).succeedsWithin(PATIENCE).isEqualTo(Answer.ACKNOWLEDGED);
    }
  }

  @Test
  void keeps_the_order_of_10000_messages() throws Exception {
    try (var _ = started(peer.adapter())) {
      List<CompletableFuture<Answer>> answers = new ArrayList<>();

      for (int i = 0; i < MANY; i++) {
        answers.add(peer.say(i % MODULUS));
      }
      CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);

      assertThat(hub.messages(Telemetry.class).stream().map(AdapterContract::temperature))
          .containsExactlyElementsOf(IntStream.range(0, MANY).mapToObj(i -> i % MODULUS).toList());
    }
  }

  @Test
  void does_not_claim_that_a_command_nobody_hears_was_done() throws Exception {
    Adapter adapter = peer.adapter();
    var command =
        new Command("c-1", new DeviceId("nobody"), "mute", Map.of(), Instant.now().plusMillis(200));
    assertThat(adapter.execute(command)).isNotInstanceOf(CommandOutcome.Done.class);
    try (var _ = started(adapter)) {
      assertThat(adapter.execute(command)).isNotInstanceOf(CommandOutcome.Done.class);
    }
  }

  @Test
  void settings_do_not_leak_secrets() {
    assertThat(settingsWith(Secret.of("hunter2")).toString()).doesNotContain("hunter2");
  }

  private RunningLink started(Adapter adapter) {
    RunningLink link = RunningLink.start(adapter, hub);
    hub.awaitServing();
    peer.connect();
    return link;
  }

  private static int temperature(Telemetry telemetry) {
    return telemetry.readings().get("temperature") instanceof Value.Quantity(double amount, var c)
        ? (int) amount
        : -1;
  }
}
