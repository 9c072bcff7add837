package dev.crosstalk.drive.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A git repository, of which only names and contents are asked: trees are listed and blobs handed
/// out as they are stored. No filter, text conversion, external diff, hook, pager or file system
/// monitor that the repository names is run, and nothing is fetched.
public final class Repository {
  private static final int MAX_OUTPUT = 512 << 20;
  private static final long MAX_SECONDS = 120;
  private static final List<String> SAFE =
      List.of(
          "git",
          "--no-pager",
          "--no-optional-locks",
          "--no-replace-objects",
          "-c",
          "core.fsmonitor=false",
          "-c",
          "core.hooksPath=/dev/null",
          "-c",
          "core.attributesFile=/dev/null",
          "-c",
          "diff.external=",
          "-c",
          "protocol.allow=never");

  private final Path top;

  private Repository(Path top) {
    this.top = top;
  }

  /// A file of a commit.
  ///
  /// @param path relative to the top of the repository, with `/`
  /// @param blob name of its content
  public record Entry(String path, String blob, long size) {}

  /// The repository that a folder belongs to.
  ///
  /// @throws GitException when it belongs to none, or git is not there
  public static Repository of(Path folder) throws GitException {
    String top = text(run(folder, List.of("rev-parse", "--show-toplevel"), List.of()));
    return new Repository(Path.of(top.strip()));
  }

  /// The folder that holds all files.
  public Path top() {
    return top;
  }

  /// The commit that a person means: a name as git takes it, or one with `...` behind it for the
  /// last commit that it has in common with what is checked out.
  ///
  /// @throws GitException when there is no such commit
  public String commit(String revision) throws GitException {
    boolean common = revision.endsWith("...");
    String name = common ? revision.substring(0, revision.length() - 3) : revision;
    if (name.isBlank() || name.startsWith("-")) {
      throw new GitException("'%s' cannot be a revision".formatted(revision));
    }
    String commit = resolved(name);
    if (!common) {
      return commit;
    }
    String base = text(run(top, List.of("merge-base", commit, resolved("HEAD")), List.of()));
    return base.strip();
  }

  private String resolved(String name) throws GitException {
    List<String> words =
        List.of("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}");
    try {
      String commit = text(run(top, words, List.of())).strip();
      if (commit.matches("[0-9a-f]{40,64}")) {
        return commit;
      }
    } catch (GitException unknown) {
      // told below in words that help
    }
    throw new GitException("git knows no commit '%s'".formatted(name));
  }

  /// The regular files of a commit, by path. Links and submodules are left out.
  ///
  /// @param commit as {@link #commit} gives it
  public Map<String, Entry> files(String commit) throws GitException {
    byte[] listing =
        run(top, List.of("ls-tree", "-r", "-z", "-l", "--full-tree", commit), List.of());
    Map<String, Entry> files = new LinkedHashMap<>();
    for (String line : text(listing).split("\0", -1)) {
      int tab = line.indexOf('\t');
      if (tab < 0 || !line.startsWith("100")) {
        continue;
      }
      String[] words = line.substring(0, tab).trim().split("\\s+", -1);
      if (words.length == 4 && words[1].equals("blob")) {
        String path = line.substring(tab + 1);
        files.put(path, new Entry(path, words[2], Long.parseLong(words[3])));
      }
    }
    return files;
  }

  /// The stored contents of files, in the order of `entries`.
  public List<byte[]> contents(List<Entry> entries) throws GitException {
    byte[] answer =
        run(top, List.of("cat-file", "--batch"), entries.stream().map(Entry::blob).toList());
    List<byte[]> contents = new ArrayList<>();
    int at = 0;
    for (Entry entry : entries) {
      int end = at;
      while (end < answer.length && answer[end] != '\n') {
        end++;
      }
      String[] words = new String(answer, at, end - at, StandardCharsets.UTF_8).split(" ", -1);
      if (words.length != 3 || !words[1].equals("blob")) {
        throw new GitException("git does not hand out %s".formatted(entry.path()));
      }
      int size = Integer.parseInt(words[2]);
      byte[] content = new byte[size];
      System.arraycopy(answer, end + 1, content, 0, size);
      contents.add(content);
      at = end + 1 + size + 1;
    }
    return contents;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] run(Path folder, List<String> words, List<String> input)
      throws GitException {
    List<String> command = new ArrayList<>(SAFE);
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GIT_"));
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_NO_LAZY_FETCH", "1");
    environment.put("LC_ALL", "C");
    builder.redirectError(ProcessBuilder.Redirect.PIPE);
    try {
      return exchange(builder.start(), input);
    } catch (IOException absent) {
      throw new GitException("git cannot be run; is it installed?");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new GitException("interrupted while git was working");
    }
  }

  private static byte[] exchange(Process process, List<String> input)
      throws IOException, InterruptedException, GitException {
    ByteArrayOutputStream complaint = new ByteArrayOutputStream();
    Thread errors = Thread.startVirtualThread(() -> copy(process.getErrorStream(), complaint));
    Thread feeder =
        Thread.startVirtualThread(() -> {
          try (var out = process.getOutputStream()) {
            for (String line : input) {
              out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
          } catch (IOException gone) {
            // what git says instead is read below
          }
        });
    try {
      byte[] output = process.getInputStream().readNBytes(MAX_OUTPUT);
      if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
        throw new GitException("git did not end within %d seconds".formatted(MAX_SECONDS));
      }
      feeder.join();
      errors.join();
      if (process.exitValue() != 0) {
        throw new GitException(
            firstLine(text(complaint.toByteArray()))
                .orElse("git ended with " + process.exitValue()));
      }
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  private static void copy(InputStream from, ByteArrayOutputStream to) {
    try {
      to.write(from.readNBytes(1 << 16));
      from.skip(Long.MAX_VALUE);
    } catch (IOException closed) {
      // the process is gone
    }
  }

  private static Optional<String> firstLine(String text) {
    return text.lines().filter(line -> !line.isBlank()).findFirst().map(line -> "git: " + line);
  }
}
