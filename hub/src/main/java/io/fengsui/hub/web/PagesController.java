package io.fengsui.hub.web;

import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** The shells of the pages; scripts fill them from the API. */
@Controller
class PagesController {

  @GetMapping("/")
  String home(@ModelAttribute("page") PageModel.Page page) {
    var watches = page.may("OPERATOR") || page.may("INSTALLER");
    return watches ? "redirect:/devices" : "redirect:/tasks";
  }

  @GetMapping("/devices")
  String devices() {
    return "devices";
  }

  @GetMapping("/devices/{id}")
  String device(@PathVariable String id, Model model) {
    model.addAttribute("id", id);
    return "device";
  }

  @GetMapping("/tasks")
  String tasks() {
    return "tasks";
  }

  @GetMapping("/tasks/{id}")
  String task(@PathVariable String id, Model model) {
    model.addAttribute("id", id);
    return "task";
  }

  @GetMapping("/events")
  String events() {
    return "events";
  }

  @GetMapping("/events/{id}")
  String event(@PathVariable String id, Model model) {
    model.addAttribute("id", id);
    return "event";
  }

  @GetMapping("/rules")
  String rules() {
    return "rules";
  }

  @GetMapping("/rules/{id}")
  String rule(@PathVariable String id, Model model) {
    model.addAttribute("id", id);
    return "rule";
  }

  @GetMapping("/rules/files/{name}")
  String ruleFile(@PathVariable String name, Model model) {
    model.addAttribute("id", name);
    return "rule-file";
  }

  @GetMapping("/losses")
  String losses() {
    return "losses";
  }

  @GetMapping("/proving")
  String proving() {
    return "proving";
  }

  @GetMapping("/proving/tests/{id}")
  String walkTest(@PathVariable String id, Model model) {
    model.addAttribute("id", id);
    return "walk-test";
  }

  /** A fresh token for a page that has been open longer than its own was good. */
  @GetMapping("/csrf")
  @ResponseBody
  String csrf(CsrfToken token, Authentication person) {
    return token.getToken();
  }
}
