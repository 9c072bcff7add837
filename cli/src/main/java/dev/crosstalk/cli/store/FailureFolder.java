package dev.crosstalk.cli.store;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What `explore` proved about an application, one small file a failure, beside the application, so
/// that a team can keep them with its source. They hold no secret: tokens name secrets only.
public final class FailureFolder {
  /// The folder, below that of the application.
  public static final String PLACE = ".crosstalk/failures";

  private static final int MOST = 200;
  private static final int MOST_BYTES = 300_000;
  private static final String ENDING = ".json";
  private static final Pattern ID = Pattern.compile("ct\\d{3}-[0-9a-f]{8}");
  private static final Pattern BEGINNING = Pattern.compile("ct\\d{3}(-[0-9a-f]{0,8})?");

  /// One failure.
  ///
  /// @param id short, the same for the same failure of the same application
  /// @param app `module:name`
  /// @param code of the finding
  /// @param token that replays it
  public record Failure(String id, String app, String code, String scenario, String token) {

    /// A failure to save.
    ///
    /// @param fingerprint of the finding
    public static Failure of(
        String app, String code, String fingerprint, String scenario, String token) {
      return new Failure(
          code.toLowerCase(Locale.ROOT) + "-" + hash(app + "\n" + fingerprint),
          app,
          code,
          scenario,
          token);
    }
  }

  private final Path folder;

  /// @param application its folder
  public FailureFolder(Path application) {
    folder = application.resolve(PLACE);
  }

  /// Whether a word can be the name of a saved failure, or the beginning of one.
  public static boolean isName(String word) {
    return BEGINNING.matcher(word).matches();
  }

  /// The failures of one application, sorted by name. A file that is none is passed over.
  ///
  /// @throws IOException when the folder cannot be read
  public List<Failure> of(String app) throws IOException {
    return all().stream().filter(failure -> failure.app().equals(app)).toList();
  }

  private List<Failure> all() throws IOException {
    List<Failure> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().limit(MOST).toList()) {
        read(file).ifPresent(found::add);
      }
    }
    return found;
  }

  /// The failure with this name, or the only one whose name begins so.
  ///
  /// @throws DocumentException with one line when there is none, or more than one
  public Failure find(String name) throws DocumentException {
    List<Failure> fitting;
    try {
      fitting = all().stream().filter(failure -> failure.id().startsWith(name)).toList();
    } catch (IOException unreadable) {
      throw new DocumentException("cannot read " + folder, unreadable);
    }
    if (fitting.size() != 1) {
      throw new DocumentException(
          fitting.isEmpty()
              ? "no failure `%s` is saved in %s; name the application's folder with --app-dir, or give the whole token"
                  .formatted(name, folder)
              : "%d saved failures begin with `%s`: %s"
                  .formatted(
                      fitting.size(),
                      name,
                      String.join(", ", fitting.stream().map(Failure::id).toList())));
    }
    return fitting.getFirst();
  }

  /// Saves a failure, in place of an older one of its name.
  ///
  /// @throws IOException when the folder cannot be written; an older file is unchanged then
  public void save(Failure failure) throws IOException {
    Files.createDirectories(folder);
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", failure.id());
    tree.put("app", failure.app());
    tree.put("code", failure.code());
    tree.put("scenario", failure.scenario());
    tree.put("token", failure.token());
    Path draft = Files.createTempFile(folder, ".", ".part");
    try {
      Files.writeString(draft, Json.write(tree) + "\n");
      readableAsUsual(draft);
      Files.move(draft, file(failure.id()), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /// Takes a failure out.
  ///
  /// @throws IOException when it stays
  public void remove(String id) throws IOException {
    Files.deleteIfExists(file(id));
  }

  private Path file(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("no name of a failure: " + id);
    }
    return folder.resolve(id + ENDING);
  }

  private static void readableAsUsual(Path draft) throws IOException {
    try {
      Files.setPosixFilePermissions(
          draft, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    } catch (UnsupportedOperationException notPosix) {
      // the file system has its own idea of permissions
    }
  }

  private static Optional<Failure> read(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!name.endsWith(ENDING) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    String id = name.substring(0, name.length() - ENDING.length());
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES || !ID.matcher(id).matches()) {
        return Optional.empty();
      }
      Object tree = Json.parse(new String(bytes, StandardCharsets.UTF_8));
      return Optional.of(
          new Failure(
              id,
              text(tree, "/app"),
              text(tree, "/code"),
              text(tree, "/scenario"),
              text(tree, "/token")));
    } catch (IOException | DocumentException notOurs) {
      return Optional.empty();
    }
  }

  private static String text(Object tree, String place) throws DocumentException {
    return Json.at(tree, place)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .orElseThrow(() -> new DocumentException("no " + place));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
