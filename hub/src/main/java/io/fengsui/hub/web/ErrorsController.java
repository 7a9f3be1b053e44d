package io.fengsui.hub.web;

import io.fengsui.hub.web.security.Problem;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** Errors that nobody else answered: a page for people, a problem for programs. */
@Controller
class ErrorsController implements ErrorController {
  private final Problem problem;

  ErrorsController(Problem problem) {
    this.problem = problem;
  }

  @RequestMapping("/error")
  @Nullable String error(HttpServletRequest request, HttpServletResponse response, Model model)
      throws IOException {
    var status = status(request);
    var key =
        switch (status) {
          case NOT_FOUND -> "not-found";
          case FORBIDDEN -> "forbidden";
          case METHOD_NOT_ALLOWED -> "method";
          case SERVICE_UNAVAILABLE -> "away";
          default -> status.is4xxClientError() ? "bad-request" : "internal";
        };
    if (isForPrograms(request)) {
      problem.write(request, response, status, key);
      return null;
    }
    response.setStatus(status.value());
    model.addAttribute("status", status.value());
    model.addAttribute("key", key);
    return "error";
  }

  private static HttpStatus status(HttpServletRequest request) {
    var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    var status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
  }

  private static boolean isForPrograms(HttpServletRequest request) {
    var accept = request.getHeader("Accept");
    return (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path
            && path.startsWith("/api/"))
        || accept == null
        || !accept.contains("text/html");
  }
}
