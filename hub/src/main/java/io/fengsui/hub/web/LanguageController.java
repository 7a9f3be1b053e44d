package io.fengsui.hub.web;

import static org.springframework.http.HttpStatus.NOT_FOUND;

import io.fengsui.adapter.Metrics;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Switches the language, and serves the sentences that scripts need. */
@Controller
class LanguageController {

  @GetMapping("/language/{key}")
  String choose(
      @PathVariable String key,
      @RequestParam(defaultValue = "/") String next,
      HttpServletRequest request,
      HttpServletResponse response) {
    var cookie = language(key).cookie(request.isSecure());
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    return "redirect:" + NextPage.safe(next);
  }

  /**
   * All sentences and metric names of one language; the address carries the version, so they may be
   * kept.
   */
  @GetMapping("/texts/{version}/{key}")
  ResponseEntity<Map<String, String>> texts(@PathVariable String key) {
    var language = language(key);
    var bundle = ResourceBundle.getBundle("messages", language.locale());
    var texts = new TreeMap<String, String>();
    for (var metric : Metrics.all()) {
      texts.put("metric." + metric.name(), language == Language.ZH ? metric.zh() : metric.en());
      texts.put("unit." + metric.name(), metric.unit());
    }
    bundle.keySet().stream()
        .filter(name -> name.startsWith("ui."))
        .forEach(name -> texts.put(name.substring(3), bundle.getString(name)));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable())
        .body(texts);
  }

  private static Language language(String key) {
    if (Language.named(key) instanceof Language language) {
      return language;
    }
    throw new ResponseStatusException(NOT_FOUND);
  }
}
