package io.fengsui.hub.web.stream;

import io.fengsui.hub.web.security.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Serves {@code GET /api/stream}, one virtual thread for each open page. */
@RestController
class StreamController {
  private static final Duration QUIET = Duration.ofSeconds(15);

  private final LiveStream stream;
  private final Sessions sessions;

  StreamController(LiveStream stream, Sessions sessions) {
    this.stream = stream;
    this.sessions = sessions;
  }

  @GetMapping("/api/stream")
  void stream(HttpServletRequest request, HttpServletResponse response)
      throws InterruptedException {
    var client = new StreamClient();
    if (!stream.open(client)) {
      throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
    }
    try {
      response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
      response.setHeader("X-Accel-Buffering", "no");
      client.pump(response.getOutputStream(), QUIET, () -> sessions.person(request).isPresent());
    } catch (IOException e) {
      // The page has left: the usual end of a stream.
    } finally {
      stream.close(client);
    }
  }
}
