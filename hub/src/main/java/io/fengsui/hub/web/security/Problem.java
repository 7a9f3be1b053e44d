package io.fengsui.hub.web.security;

import io.fengsui.hub.web.Language;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers a refused call with RFC 9457 {@code application/problem+json} in the caller's words. */
@Component
public final class Problem {
  private final JsonMapper json;
  private final MessageSource texts;

  Problem(JsonMapper json, MessageSource texts) {
    this.json = json;
    this.texts = texts;
  }

  /**
   * Writes the answer.
   *
   * @param key names the sentences {@code problem.<key>} and, if there is one, {@code
   *     problem.<key>.hint}
   */
  public void write(
      HttpServletRequest request, HttpServletResponse response, HttpStatus status, String key)
      throws IOException {
    var locale = Language.of(request).locale();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "urn:fengsui:problem:" + key);
    body.put("title", status.getReasonPhrase());
    body.put("status", status.value());
    body.put("detail", texts.getMessage("problem." + key, null, locale));
    var hint = texts.getMessage("problem." + key + ".hint", null, "", locale);
    if (hint != null && !hint.isEmpty()) {
      body.put("hint", hint);
    }
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setHeader("Content-Language", locale.toLanguageTag());
    response.getOutputStream().write(json.writeValueAsBytes(body));
  }
}
