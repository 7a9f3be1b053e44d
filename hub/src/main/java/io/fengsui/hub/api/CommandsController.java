package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Value;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.audit.AuditLog;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.link.LinkSupervisor;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Orders to devices. Each is in the audit log before it is sent, with what became of it after. */
@RestController
@RequestMapping("/api/devices/{id}/commands")
class CommandsController {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final int USUAL = 15;
  private static final int LONGEST = 120;
  private static final int MOST_ARGUMENTS = 16;

  private final DeviceRegistry registry;
  private final LinkSupervisor links;
  private final AuditLog audit;
  private final TransactionTemplate transactions;
  private final Clock clock;

  CommandsController(
      DeviceRegistry registry,
      LinkSupervisor links,
      AuditLog audit,
      TransactionTemplate transactions,
      Clock clock) {
    this.registry = registry;
    this.links = links;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * An order.
   *
   * @param name for instance {@code mute}
   * @param arguments numbers, true or false, texts
   */
  record CommandRequest(
      @Nullable String name,
      @Nullable Map<String, Object> arguments,
      @Nullable Integer timeoutSeconds) {}

  /**
   * What became of it.
   *
   * @param outcome {@code done}, {@code refused}, {@code unanswered}, {@code unreachable} or {@code
   *     unsupported}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CommandView(
      String id, String outcome, @Nullable String detail, @Nullable Map<String, Object> answer) {}

  @PostMapping
  @PreAuthorize("hasAnyRole('INSTALLER', 'OPERATOR')")
  CommandView execute(@PathVariable String id, @RequestBody CommandRequest request, Actor actor)
      throws InterruptedException {
    Device device = require(id);
    Command command = read(device, request);
    note(actor, device, "device.command", Map.of("command", command.id(), "name", command.name()));
    CommandView view = view(command.id(), links.execute(device, command));
    note(
        actor,
        device,
        "device.command-outcome",
        Map.of("command", command.id(), "outcome", view.outcome));
    return view;
  }

  private void note(Actor actor, Device device, String action, Map<String, String> facts) {
    transactions.executeWithoutResult(
        status -> audit.add(actor, action, device.id().value(), facts));
  }

  private Command read(Device device, CommandRequest request) {
    List<FieldProblem> problems = new ArrayList<>();
    String name = request.name() == null ? "" : request.name();
    if (!NAME.matcher(name).matches()) {
      problems.add(
          new FieldProblem(
              "name",
              "命令为 1 至 40 个小写字母、数字或连字符，例如 mute",
              "a command is 1 to 40 lower-case letters, digits or hyphens, for instance mute"));
    }
    int seconds = request.timeoutSeconds() == null ? USUAL : request.timeoutSeconds();
    if (seconds < 1 || seconds > LONGEST) {
      problems.add(new FieldProblem("timeoutSeconds", "1 至 120 秒", "1 to 120 seconds"));
    }
    Map<String, Value> arguments = arguments(request.arguments(), problems);
    if (!problems.isEmpty()) {
      throw RefusedException.invalid(problems);
    }
    var deadline = clock.instant().plus(Duration.ofSeconds(seconds));
    return new Command(UUID.randomUUID().toString(), device.id(), name, arguments, deadline);
  }

  private static Map<String, Value> arguments(
      @Nullable Map<String, Object> given, List<FieldProblem> problems) {
    var arguments = new HashMap<String, Value>();
    if (given == null) {
      return arguments;
    }
    given.forEach(
        (name, value) -> {
          Value read = value(value);
          if (read == null) {
            problems.add(
                new FieldProblem(
                    "arguments." + name,
                    "须为数字、true 或 false，或最长 1024 个字符的文本",
                    "is a number, true or false, or a text of at most 1,024 characters"));
          } else {
            arguments.put(name, read);
          }
        });
    if (given.size() > MOST_ARGUMENTS) {
      problems.add(new FieldProblem("arguments", "最多 16 个参数", "at most 16 arguments"));
    }
    return arguments;
  }

  private static @Nullable Value value(@Nullable Object value) {
    return switch (value) {
      case Boolean on -> new Value.Flag(on);
      case Number number when Double.isFinite(number.doubleValue()) ->
          new Value.Quantity(number.doubleValue(), "");
      case String text when text.length() <= Value.Text.MAX_LENGTH -> new Value.Text(text);
      case null, default -> null;
    };
  }

  private static CommandView view(String id, CommandOutcome outcome) {
    return switch (outcome) {
      case CommandOutcome.Done(Map<String, Value> answer) -> {
        var plain = new HashMap<String, Object>();
        answer.forEach((name, value) -> plain.put(name, DeviceViews.plain(value)));
        yield new CommandView(id, "done", null, plain);
      }
      case CommandOutcome.Refused(String detail) -> new CommandView(id, "refused", detail, null);
      case CommandOutcome.Unanswered _ -> new CommandView(id, "unanswered", null, null);
      case CommandOutcome.Unreachable(String detail) ->
          new CommandView(id, "unreachable", detail, null);
      case CommandOutcome.Unsupported _ -> new CommandView(id, "unsupported", null, null);
    };
  }

  private Device require(String id) {
    Device device = DeviceId.isValid(id) ? registry.find(new DeviceId(id)).orElse(null) : null;
    if (device == null) {
      throw new RefusedException(Kind.NOT_FOUND, "没有此设备", "there is no such device");
    }
    if (device.state() == Device.State.RETIRED) {
      throw new RefusedException(
          Kind.CONFLICT, "设备 " + id + " 已退役", "the device " + id + " is retired");
    }
    return device;
  }
}
