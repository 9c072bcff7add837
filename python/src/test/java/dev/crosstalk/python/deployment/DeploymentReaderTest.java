package dev.crosstalk.python.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.model.SourceText;
import dev.crosstalk.python.effects.Deployment;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.parse.PythonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentReaderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Dockerfile | CMD ['uvicorn', 'app.main:app', '--workers', '4']              | 4",
        "Dockerfile | CMD uvicorn app.main:app --workers=4 --host 0.0.0.0           | 4",
        "Dockerfile | CMD uvicorn app.main:app --workers 1                          |",
        "Dockerfile | CMD uvicorn app.main:app                                      |",
        "Dockerfile | CMD uvicorn app.main:app --reload --workers 4                 |",
        "Dockerfile | CMD uvicorn other.main:app --workers 4                        |",
        "Dockerfile | # CMD uvicorn app.main:app --workers 4                        |",
        "Dockerfile | ENV WEB_CONCURRENCY=3 / CMD uvicorn app.main:app              | 3",
        "Dockerfile | ENV WEB_CONCURRENCY=3 / CMD uvicorn app.main:app --workers 1  |",
        "Dockerfile | FROM a AS dev / CMD uvicorn app.main:app --workers 4 / FROM b / CMD uvicorn"
            + " app.main:app |",
        "Dockerfile | FROM tiangolo/uvicorn-gunicorn-fastapi:python3.11             | one or more"
            + " for each core",
        "Dockerfile | FROM tiangolo/uvicorn-gunicorn-fastapi:python3.11 / ENV MAX_WORKERS=1 |",
        "Dockerfile | CMD fastapi run app/main.py --workers 2                       | 2",
        "Procfile   | web: gunicorn -k uvicorn.workers.UvicornWorker -w 4 app.main:app | 4",
        "Procfile   | web: gunicorn -w4 app.main:app                                | 4",
        "Procfile   | web: gunicorn -w $(nproc) app.main:app                        | one or more"
            + " for each core",
        "start.sh   | exec gunicorn 'app.main:make()' --workers ${WORKERS:-4}       | 4",
        "start.sh   | exec gunicorn app.main:app --workers ${WORKERS:-1}            |",
        "start.sh   | exec gunicorn app.main:app --workers $WORKERS                 |",
        "start.sh   | WORKERS=4 / WORKERS=1 / exec gunicorn app.main:app --workers $WORKERS |",
        "start.sh   | workers=${W:-4} / gunicorn app.main:app --workers $workers    | 4",
        "start.sh   | gunicorn app.main:app --workers $(( 2 * $(nproc) + 1 ))       | one or more"
            + " for each core",
        "start.sh   | gunicorn \\ / app.main:app \\ / --workers 4                   | 4",
        "start.sh   | uvicorn app.main:app && celery --workers 4                    |",
        "docker-compose.yml | command: uvicorn app.main:app --workers 4             | 4",
        "docker-compose.yml | command: / - uvicorn / - app.main:app / - --workers / - '4' | 4",
        "docker-compose.yml | environment: / WEB_CONCURRENCY: 4 / command: uvicorn app.main:app |"
            + " 4",
        "app.service | ExecStart=/opt/venv/bin/gunicorn app.main:app --workers 4    | 4",
        "notes.txt  | uvicorn app.main:app --workers 4                             |",
      })
  void commands(String file, String text, String workers) throws IOException {
    write(file, text.replace('\'', '"').replace(" / ", "\n"));
    write("app/main.py", "app = None");
    assertThat(read(folder).stream().map(Deployment::workers).findFirst().orElse(null))
        .isEqualTo(workers);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "workers = 4                                             | 4",
        "workers = 1                                             |",
        "workers = multiprocessing.cpu_count() * 2 + 1           | one or more for each core",
        "cores = os.cpu_count() or 1 / workers = (cores * 2) + 1 | one or more for each core",
        "workers = int(os.environ.get('WORKERS', '4'))           | 4",
        "workers = int(os.environ['WORKERS'])                    |",
        "workers = int(os.getenv('WORKERS') or 2)                | 2",
        "workers = max(2, 1)                                     | 2",
        "threads = 4                                             |",
        "workers = workers                                       |",
      })
  void configurationsOfGunicorn(String text, String workers) throws IOException {
    write("gunicorn.conf.py", text.replace(" / ", "\n"));
    write("app/main.py", "app = None");
    assertThat(read(folder).stream().map(Deployment::workers).findFirst().orElse(null))
        .isEqualTo(workers);
  }

  @Test
  void aNamedConfigurationIsFollowed() throws IOException {
    write("deploy/conf.py", "workers = 2");
    write("deploy/gunicorn_conf.py", "workers = 3");
    write("Dockerfile", "FROM a\nCMD gunicorn -c deploy/gunicorn_conf.py app.main:app");
    write("app/main.py", "app = None");
    assertThat(read(folder)).containsExactly(new Deployment("", "3", "deploy/gunicorn_conf.py", 1));
  }

  @Test
  void pythonStartsIt() throws IOException {
    write(
        "app/main.py",
        """
        import uvicorn
        WORKERS = 2
        if __name__ == "__main__":
            uvicorn.run("app.main:app", workers=WORKERS)
        """);
    assertThat(read(folder)).containsExactly(new Deployment("", "2", "app/main.py", 4));
    write("app/main.py", "import uvicorn\nuvicorn.run(app, workers=4)\n");
    assertThat(read(folder)).isEmpty();
    write("app/main.py", "import uvicorn\nuvicorn.run('app.main:app', workers=4, reload=True)\n");
    assertThat(read(folder)).isEmpty();
  }

  @Test
  void eachServiceHasItsOwn() throws IOException {
    write("services/a/app/main.py", "app = None");
    write("services/b/app/main.py", "app = None");
    write("services/b/Dockerfile", "FROM x\nCMD uvicorn app.main:app --workers 4");
    assertThat(read(folder))
        .containsExactly(new Deployment("services/b/", "4", "services/b/Dockerfile", 2));
    write("Procfile", "web: uvicorn app.main:app --workers 4");
    assertThat(read(folder))
        .extracting(Deployment::source)
        .containsExactly("services/b/Dockerfile");
  }

  @Test
  void filesAboveTheRootCountUpToTheRepository() throws IOException {
    write("service/app/main.py", "app = None");
    write("Dockerfile", "FROM x\nCMD uvicorn app.main:app --workers 4");
    Path root = folder.resolve("service");
    assertThat(read(root)).containsExactly(new Deployment("", "4", "../Dockerfile", 2));
    Files.createDirectory(root.resolve(".git"));
    assertThat(read(root)).isEmpty();
  }

  @Test
  void brokenFilesProveNothing() throws IOException {
    write("app/main.py", "app = None");
    Random random = new Random(7);
    String good =
        "FROM x\nENV WORKERS=${W:-4}\nCMD [\"gunicorn\", \"-w\", \"$WORKERS\", \"app.main:app\"]\n";
    for (int i = 0; i < 100; i++) {
      StringBuilder text = new StringBuilder(good);
      for (int cut = 0; cut < 6; cut++) {
        int at = random.nextInt(text.length() - 1);
        text.setCharAt(at, (char) random.nextInt(0x3000));
      }
      write("Dockerfile", text.toString());
      write("gunicorn.conf.py", text.substring(random.nextInt(text.length())));
      assertThat(read(folder)).hasSizeLessThan(3);
    }
    write("Dockerfile", good + " ".repeat(DeploymentFiles.LARGEST));
    Files.delete(folder.resolve("gunicorn.conf.py"));
    assertThat(read(folder)).isEmpty();
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.resolveSibling(""));
    Files.writeString(path, text + "\n");
  }

  private static List<Deployment> read(Path root) throws IOException {
    List<SourceModule> modules = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".py")).sorted().toList()) {
        SourceText text = new SourceText(Files.readString(file));
        String path = root.relativize(file).toString();
        modules.add(
            new SourceModule(path, path.replace(".py", ""), false, PythonParser.parse(text)));
      }
    }
    return DeploymentReader.read(root.toAbsolutePath().normalize(), modules);
  }
}
