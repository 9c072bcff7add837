package dev.crosstalk.rules.rule;

import dev.crosstalk.model.RuleId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The pages of the rules. A page lies beside its rule; where follows from the rule's identity: the
/// folder from the hundred of the code, the file from the name.
public final class RulePages {
  private RulePages() {}

  /// The page of a rule in Markdown, with `\n` as line ends.
  ///
  /// @throws IllegalStateException when the rule has no page, which is a defect of Crosstalk
  public static String text(RuleId id) {
    String resource = "/dev/crosstalk/rules/" + path(id);
    try (InputStream page = RulePages.class.getResourceAsStream(resource)) {
      if (page == null) {
        throw new IllegalStateException("%s has no page at %s".formatted(id.code(), resource));
      }
      return new String(page.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Where the page lies below the folder of all rules, for example
  /// `state/RequestDataInModuleState.md`.
  public static String path(RuleId id) {
    StringBuilder file = new StringBuilder(folder(id)).append('/');
    for (String word : id.name().split("-", -1)) {
      file.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
    }
    return file.append(".md").toString();
  }

  private static String folder(RuleId id) {
    return switch (id.code().charAt(2)) {
      case '1' -> "state";
      case '2' -> "atomicity";
      case '3' -> "context";
      case '4' -> "database";
      case '5' -> "tasks";
      case '6' -> "llm";
      case '7' -> "contract";
      case '8' -> "liveness";
      case '9' -> "policy";
      default -> throw new IllegalStateException(id.code() + " is in no group");
    };
  }
}
