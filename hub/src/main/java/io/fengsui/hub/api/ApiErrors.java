package io.fengsui.hub.api;

import io.fengsui.hub.database.DatabaseAway;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import io.fengsui.hub.problem.Sentence;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;

/**
 * Every refusal of the API as problem+json (RFC 9457) in the caller's language: {@code detail} says
 * what is wrong, {@code hint} what to do, {@code problems} names each wrong field.
 */
@RestControllerAdvice(basePackageClasses = ApiErrors.class)
class ApiErrors {

  private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(RefusedException e, Locale locale) {
    var body = body(e.kind().status(), e.detail(), e.hint(), locale);
    if (!e.problems().isEmpty()) {
      List<Map<String, String>> problems =
          e.problems().stream()
              .map(each -> Map.of("field", each.field(), "message", each.message().in(locale)))
              .toList();
      body.setProperty("problems", problems);
    }
    var answer = ResponseEntity.status(e.kind().status());
    if (e.kind() == Kind.TOO_MANY) {
      answer.header(HttpHeaders.RETRY_AFTER, "60");
    }
    return answer.body(body);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException e, Locale locale) {
    String where =
        e.getCause() instanceof JacksonException json && json.getLocation() != null
            ? " (%d:%d)".formatted(json.getLocation().getLineNr(), json.getLocation().getColumnNr())
            : "";
    return answer(
        HttpStatus.BAD_REQUEST,
        new Sentence("请求内容不是有效的 JSON 或字段类型不符" + where, "the body is not the JSON expected" + where),
        locale);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> mismatch(MethodArgumentTypeMismatchException e, Locale locale) {
    return answer(
        HttpStatus.BAD_REQUEST,
        new Sentence("参数 " + e.getName() + " 无效", "the parameter " + e.getName() + " is not valid"),
        locale);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> missing(MissingServletRequestParameterException e, Locale locale) {
    String name = e.getParameterName();
    return answer(
        HttpStatus.BAD_REQUEST,
        new Sentence("缺少参数 " + name, "the parameter " + name + " is missing"),
        locale);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> notJson(HttpMediaTypeNotSupportedException e, Locale locale) {
    return answer(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        new Sentence("请发送 application/json", "send application/json"),
        locale);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> notAllowed(AccessDeniedException e, Locale locale) {
    return answer(
        HttpStatus.FORBIDDEN, new Sentence("您的角色不允许此操作", "your roles do not allow this"), locale);
  }

  /** One that is away is told of by who waits for it; anything else is a fault of the hub. */
  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<ProblemDetail> database(RuntimeException e, Locale locale) {
    if (!DatabaseAway.is(e)) {
      log.atError().setCause(e).log("the database refused what the hub asked of it");
      return answer(
          HttpStatus.INTERNAL_SERVER_ERROR,
          new Sentence("主机出错，详情见日志", "something went wrong in the hub; the log says what"),
          locale);
    }
    log.atDebug().setCause(e).log("the database is away");
    var detail =
        DatabaseAway.isDiskFull(e)
            ? new Sentence("数据库所在磁盘已满，请腾出空间", "the disk of the database is full; free some space")
            : new Sentence(
                "数据库暂无响应，请稍后再试", "the database does not answer at the moment; try again");
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "5")
        .body(body(HttpStatus.SERVICE_UNAVAILABLE.value(), detail, null, locale));
  }

  private static ResponseEntity<ProblemDetail> answer(
      HttpStatus status, Sentence detail, Locale locale) {
    return ResponseEntity.status(status).body(body(status.value(), detail, null, locale));
  }

  private static ProblemDetail body(
      int status, Sentence detail, @Nullable Sentence hint, Locale locale) {
    var body = ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(status), detail.in(locale));
    if (hint != null) {
      body.setProperty("hint", hint.in(locale));
    }
    return body;
  }
}
