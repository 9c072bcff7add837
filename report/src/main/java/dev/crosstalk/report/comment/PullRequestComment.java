package dev.crosstalk.report.comment;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Report;
import dev.crosstalk.report.ci.RepositoryPath;
import dev.crosstalk.report.text.Figures;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// A comment on a pull request: a table of the findings, worst first, then each with its drawing
/// folded away. It keeps below the 65,536 characters that GitHub takes and says what it left out.
public final class PullRequestComment {
  private static final int ROWS_END = 12_000;
  private static final int DRAWINGS_END = 50_000;
  private static final int GAPS_END = 58_000;

  private final Report report;
  private final String summary;
  private final Appendable out;
  private int length;

  /// @param summary what was found, read and not judged, in one line
  public PullRequestComment(Report report, String summary, Appendable out) {
    this.report = report;
    this.summary = summary;
    this.out = out;
  }

  /// Writes the comment.
  ///
  /// @param drawn a finding as text of several lines
  public void write(Function<Finding, String> drawn) throws IOException {
    List<Finding> worstFirst =
        report.findings().stream()
            .sorted(Comparator.comparing(Finding::severity).thenComparing(Finding.ORDER))
            .toList();
    put("### Crosstalk: ");
    put(report.findings().isEmpty() ? "nothing found" : count(report.findings().size()));
    put("\n\n");
    table(worstFirst);
    drawings(worstFirst, drawn);
    gaps();
    put("<sub>" + cut(summary) + "</sub>\n");
  }

  private static String count(int findings) {
    return Figures.count(findings, "finding");
  }

  private void table(List<Finding> findings) throws IOException {
    if (findings.isEmpty()) {
      return;
    }
    put("| severity | rule | place | what happens |\n| --- | --- | --- | --- |\n");
    int shown = 0;
    for (Finding finding : findings) {
      String row =
          "| %s | %s | %s | %s |\n"
              .formatted(
                  finding.severity().label(),
                  finding.rule().code(),
                  Neutral.code(place(finding)),
                  cut(finding.message()));
      if (length + row.length() > ROWS_END) {
        break;
      }
      put(row);
      shown++;
    }
    put("\n");
    more(findings.size() - shown, "not in this table");
  }

  private void drawings(List<Finding> findings, Function<Finding, String> drawn)
      throws IOException {
    int left = 0;
    for (Finding finding : findings) {
      if (length > DRAWINGS_END) {
        left++;
        continue;
      }
      String block =
          "<details><summary>%s %s %s at %s</summary>\n\n%s\n</details>\n\n"
              .formatted(
                  finding.severity().label(),
                  finding.rule().code(),
                  finding.rule().name(),
                  Neutral.code(place(finding)),
                  Neutral.fenced(drawn.apply(finding)));
      if (length + block.length() > DRAWINGS_END) {
        left++;
      } else {
        put(block);
      }
    }
    more(left, "not drawn here");
  }

  private void gaps() throws IOException {
    List<Gap> gaps = report.gaps();
    if (gaps.isEmpty()) {
      return;
    }
    put(
        "<details><summary>%s</summary>\n\n"
            .formatted(Figures.count(gaps.size(), "gap") + ": silence there proves nothing"));
    int shown = 0;
    for (Gap gap : gaps) {
      String path = gap.path().map(each -> RepositoryPath.of(report, each)).orElse("");
      String line = gap.line().isPresent() ? ":" + gap.line().getAsInt() : "";
      String row =
          "- %s%s %s%s\n"
              .formatted(
                  gap.kind().label(),
                  path.isEmpty() ? "" : " " + Neutral.code(path + line),
                  gap.rule().map(id -> id.code() + " ").orElse(""),
                  cut(gap.message()));
      if (length + row.length() > GAPS_END) {
        break;
      }
      put(row);
      shown++;
    }
    put("\n</details>\n\n");
    more(gaps.size() - shown, "not listed here");
  }

  private void more(int number, String what) throws IOException {
    if (number > 0) {
      put(
          "%s more %s; the other formats have them all.\n\n"
              .formatted(Figures.grouped(number), what));
    }
  }

  private String place(Finding finding) {
    String place =
        switch (finding.place()) {
          case Place.Source source ->
              RepositoryPath.of(report, source.path()) + ":" + source.line();
          case Place.Operation operation -> operation.method() + " " + operation.pathTemplate();
          case Place.Log log -> RepositoryPath.of(report, log.path()) + ":" + log.line();
        };
    return place.length() > 300 ? place.substring(0, 300) : place;
  }

  /// One cell; no message of a rule is nearly as long, but what is quoted in it may be.
  private static String cut(String text) {
    int end = Math.min(text.length(), 600);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return Neutral.text(text.substring(0, end)) + (end < text.length() ? " …" : "");
  }

  private void put(String text) throws IOException {
    out.append(text);
    length += text.length();
  }
}
