package dev.crosstalk.openapi.scenario;

import dev.crosstalk.openapi.request.Filling;
import dev.crosstalk.openapi.request.RequestBody;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A form as text, its places `${name}` left as they are.
final class FormText {
  private static final Pattern PLACE = Pattern.compile("\\$\\{[A-Za-z0-9_.-]{1,80}}");

  private FormText() {}

  static String of(RequestBody.Form form) {
    return form.fields().entrySet().stream()
        .map(field -> Filling.encode(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String template) {
    Matcher matcher = PLACE.matcher(template);
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (matcher.find()) {
      out.append(Filling.encode(template.substring(from, matcher.start())));
      out.append(matcher.group());
      from = matcher.end();
    }
    return out.append(Filling.encode(template.substring(from))).toString();
  }
}
