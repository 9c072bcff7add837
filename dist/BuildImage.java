import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassHierarchyResolver;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// `BuildImage MODULE_PATH SOURCES DEMO IMAGE STARTED [quick]`: links the modules on MODULE_PATH
/// and their part of this JDK into the runtime image IMAGE, adds the launcher and the course DEMO,
/// and trains an ahead-of-time cache by scanning the course. Nothing of that is done when IMAGE was
/// made from the same bytes. Then it dates the file `built` beside IMAGE to STARTED, when the build
/// began, for `./crosstalk` to compare sources with. Run from its source by `dist/pom.xml`.
final class BuildImage {

  private static final String MODULE = "dev.crosstalk.cli";

  private BuildImage() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path sources = Path.of(args[1]);
    Path demo = Path.of(args[2]);
    Path image = Path.of(args[3]).toAbsolutePath().normalize();
    FileTime started = FileTime.from(Instant.parse(args[4]));
    List<Path> classPath = Stream.of(args[0].split(":")).map(Path::of).toList();
    List<Path> server = new ArrayList<>(classPath.stream().filter(BuildImage::isOfServer).toList());
    List<Path> modulePath = classPath.stream().filter(entry -> !isOfServer(entry)).toList();
    if (args.length > 5) {
      Path classes = sources.resolve("target/quick/modules");
      delete(classes);
      modulePath = QuickCompile.compile(modulePath, classes);
      Path own = sources.resolve("target/quick/server");
      delete(own);
      server = QuickCompile.onClassPath(server, modulePath, own);
    }
    build(modulePath.stream().filter(BuildImage::isModule).toList(), server, sources, demo, image);
    Path built = image.resolveSibling("built");
    Files.writeString(built, "");
    Files.setLastModifiedTime(built, started);
  }

  /// The language server and its libraries.
  private static boolean isOfServer(Path entry) {
    String name = entry.toString().replace('\\', '/');
    return name.matches(
        ".*/(lsp/target/.*|crosstalk-lsp-[^/]*|org\\.eclipse\\.lsp4j[^/]*|gson-[^/]*|error_prone_annotations-[^/]*)");
  }

  private static void build(
      List<Path> modulePath, List<Path> server, Path sources, Path demo, Path image)
      throws IOException, InterruptedException {
    List<Path> inputs = new ArrayList<>(modulePath);
    inputs.addAll(server);
    inputs.add(sources.resolve("BuildImage.java"));
    inputs.add(sources.resolve("LowerCalls.java"));
    inputs.add(sources.resolve("launcher"));
    inputs.add(demo);
    String digest = digest(inputs, demo);
    Path made = image.resolve("lib/made-from");
    if (Files.exists(made) && Files.readString(made).equals(digest)) {
      return;
    }
    // Built beside the old image and swapped in at the end: a failed build leaves the old one as it
    // was.
    Path work = image.resolveSibling("dist.new");
    delete(work);
    link(lowered(modulePath, sources.resolve("target/lowered")), work);
    copyCourse(demo, work.resolve("lib/demo"));
    copyServer(server, work.resolve("lib/lsp"));
    train(work.resolve("lib/demo"), work);
    Files.copy(
        sources.resolve("launcher/crosstalk"),
        work.resolve("bin/crosstalk"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.writeString(work.resolve("lib/made-from"), digest);
    Path old = image.resolveSibling("dist.old");
    delete(old);
    if (Files.exists(image)) {
      Files.move(image, old);
    }
    Files.move(work, image);
    delete(old);
  }

  private static boolean isModule(Path entry) {
    return Files.isDirectory(entry)
        ? Files.exists(entry.resolve("module-info.class"))
        : Files.exists(entry);
  }

  /// The module path with our own modules replaced by rewritten copies below `folder`.
  private static List<Path> lowered(List<Path> modulePath, Path folder) throws IOException {
    delete(folder);
    URL[] urls = new URL[modulePath.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = modulePath.get(i).toUri().toURL();
    }
    try (URLClassLoader classes = new URLClassLoader(urls, null)) {
      LowerCalls calls = new LowerCalls(ClassHierarchyResolver.ofResourceParsing(classes));
      List<Path> result = new ArrayList<>();
      for (Path entry : modulePath) {
        if (!entry.getFileName().toString().matches("(crosstalk-|dev\\.crosstalk\\.).*|classes")) {
          result.add(entry);
          continue;
        }
        Path copy = folder.resolve(String.valueOf(result.size()));
        unpack(entry, copy);
        calls.rewrite(copy);
        result.add(copy);
      }
      return result;
    }
  }

  /// Copies a folder, or the content of a jar.
  private static void unpack(Path entry, Path target) throws IOException {
    if (Files.isDirectory(entry)) {
      copy(entry, target);
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(entry)) {
      copy(jar.getPath("/"), target);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private static void link(List<Path> modulePath, Path image) throws IOException {
    Files.createDirectories(image.getParent());
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
    int code =
        jlink.run(
            System.err,
            System.err,
            "--module-path",
            String.join(":", modulePath.stream().map(Path::toString).toList()),
            "--add-modules",
            MODULE + ",java.logging",
            "--no-header-files",
            "--no-man-pages",
            "--output",
            image.toString());
    if (code != 0) {
      throw new IllegalStateException("jlink exited " + code);
    }
  }

  /// The jars of the language server; its classes become one.
  private static void copyServer(List<Path> server, Path target) throws IOException {
    Files.createDirectories(target);
    ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
    for (Path entry : server) {
      if (!Files.isDirectory(entry)) {
        Files.copy(entry, target.resolve(entry.getFileName()));
        continue;
      }
      String name = target.resolve("crosstalk-lsp.jar").toString();
      String[] words = {
        "--create", "--date=2020-01-01T00:00:00Z", "--file=" + name, "-C", entry.toString(), "."
      };
      if (jar.run(System.err, System.err, words) != 0) {
        throw new IllegalStateException("cannot pack the language server");
      }
    }
  }

  /// The course as a reader wants it: without its tests and what building and running it left
  /// behind.
  private static boolean isCourse(Path inside) {
    String first = inside.getName(0).toString();
    return !first.equals("tests")
        && !first.equals("target")
        && !first.equals("pom.xml")
        && !inside.toString().contains("__pycache__");
  }

  private static void copyCourse(Path demo, Path target) throws IOException {
    try (Stream<Path> files = Files.walk(demo)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path inside = demo.relativize(file);
        if (isCourse(inside)) {
          Files.createDirectories(target.resolve(inside).getParent());
          Files.copy(file, target.resolve(inside));
        }
      }
    }
  }

  /// A small OpenAPI document in which every contract rule has something to look at.
  private static final String DOCUMENT =
      """
      {"openapi": "3.1.0", "info": {"title": "training", "version": "1"},
       "paths": {
        "/items": {
         "get": {"parameters": [{"name": "tenant_id", "in": "query", "schema": {"type": "string"}}],
          "responses": {"200": {"description": "", "content": {"application/json": {"schema":
           {"type": "array", "items": {"$ref": "#/components/schemas/Item"}}}}}}},
         "post": {"security": [{"bearer": []}],
          "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Item"}}}},
          "responses": {"201": {"description": "", "content": {"application/json": {"schema":
           {"$ref": "#/components/schemas/Item"}}}}}}},
        "/items/{item_id}": {
         "get": {"parameters": [{"$ref": "#/components/parameters/Id"}], "responses": {"200": {"description": ""}}},
         "patch": {"parameters": [{"$ref": "#/components/parameters/Id"}],
          "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Change"}}}},
          "responses": {"200": {"description": ""}}},
         "delete": {"parameters": [{"$ref": "#/components/parameters/Id"}], "responses": {"204": {"description": ""}}}},
        "/items/{item_id}/purchase": {
         "post": {"parameters": [{"$ref": "#/components/parameters/Id"}], "responses": {"200": {"description": ""}}}},
        "/coupons/redeem": {
         "post": {"requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties":
          {"code": {"type": "string"}, "org_id": {"type": "string"}}}}}}, "responses": {"200": {"description": ""}}}},
        "/payments": {
         "post": {"requestBody": {"content": {"application/json": {"schema": {"type": "object", "required": ["amount"],
          "properties": {"amount": {"type": "number"}, "tenant_id": {"type": "string"}}}}}},
          "responses": {"200": {"description": ""}}}}},
       "components": {
        "parameters": {"Id": {"name": "item_id", "in": "path", "required": true, "schema": {"type": "string"}}},
        "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        "schemas": {
         "Item": {"type": "object", "required": ["name"], "properties": {"id": {"type": "integer"},
          "name": {"type": "string"}, "stock": {"type": "integer"}, "kind": {"enum": ["a", "b"]},
          "parent": {"anyOf": [{"$ref": "#/components/schemas/Item"}, {"type": "null"}]}}},
         "Change": {"allOf": [{"$ref": "#/components/schemas/Item"}]}}}}
      """;

  /// Records the cache: scans and contracts in the formats that people and programs ask for most,
  /// by the flags that the launcher passes. What they do not touch is loaded from the modules, as
  /// without a cache.
  private static void train(Path course, Path image) throws IOException, InterruptedException {
    Path log = image.resolveSibling("training.log");
    Path cache = image.resolve("lib/crosstalk.aot");
    String folder = course.toString();
    String file = course.resolve("scene01_reports_leak/vulnerable/main.py").toString();
    List<String> command = new ArrayList<>();
    command.add(image.resolve("bin/java").toString());
    command.add("-XX:AOTCacheOutput=" + cache);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.addAll(
        List.of("-Xlog:disable", "-Xlog:all=off", "-m", MODULE + "/" + MODULE + ".Training"));
    command.addAll(List.of("--version", ";", "scan", folder, ";", "scan", file, ";"));
    command.addAll(List.of("scan", "--output-format", "full", folder, ";"));
    command.addAll(List.of("scan", "--output-format", "json", folder, ";"));
    command.addAll(List.of("scan", "--output-format", "sarif", folder, ";"));
    Path document = image.resolveSibling("training-openapi.json");
    Files.writeString(document, DOCUMENT);
    command.addAll(List.of("contract", document.toString(), ";"));
    command.addAll(List.of("contract", "--output-format", "json", document.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int code = process.waitFor();
    // A command line that fails is told in the log only: who debugs it needs the image for that.
    if (code != 0 || !Files.exists(cache)) {
      throw new IllegalStateException("the training run exited " + code + "; see " + log);
    }
  }

  private static String digest(List<Path> inputs, Path demo) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    digest.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
    for (Path input : inputs) {
      try (Stream<Path> files = Files.walk(input)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          if (file.startsWith(demo) && !isCourse(demo.relativize(file))) {
            continue;
          }
          digest.update(input.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
          digest.update(Files.readAllBytes(file));
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(BuildImage::deleteOne);
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
