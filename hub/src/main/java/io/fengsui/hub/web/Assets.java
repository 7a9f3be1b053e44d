package io.fengsui.hub.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Style sheets, scripts and pictures under an address that contains a digest of them all: browsers
 * keep them for a year and still never mix two versions.
 */
@Component
public final class Assets implements WebMvcConfigurer {
  private static final String FOLDER = "classpath:/static/";

  private final String path;

  Assets(ResourcePatternResolver resources) {
    this.path = "/assets/" + digest(resources);
  }

  /** Where they are, without a slash at the end. */
  public String path() {
    return path;
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler(path + "/**")
        .addResourceLocations(FOLDER)
        .setCacheControl(CacheControl.maxAge(java.time.Duration.ofDays(365)).immutable());
  }

  private static String digest(ResourcePatternResolver resources) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var files = resources.getResources(FOLDER + "**/*.*");
      Arrays.sort(files, Comparator.comparing(Object::toString));
      for (var file : files) {
        digest.update(file.getContentAsByteArray());
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
