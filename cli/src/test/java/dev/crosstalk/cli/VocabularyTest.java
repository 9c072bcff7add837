package dev.crosstalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a project says about its own functions and classes: one test a key.
class VocabularyTest {
  @TempDir Path temporary;
  private CommandLine cli = CommandLine.in(Path.of("").toAbsolutePath());

  @BeforeEach
  void open() throws IOException {
    cli = CommandLine.in(temporary.toRealPath());
  }

  /// The codes found, first without and then with the line of configuration.
  private List<List<String>> codes(String setting) {
    return List.of(found("scan"), found("scan", "--config", setting));
  }

  private List<String> found(String... words) {
    List<String> all = new java.util.ArrayList<>(List.of(words));
    all.addAll(List.of("--output-format", "concise"));
    CommandLine.Run run = cli.run(all.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    return run.out()
        .lines()
        .filter(line -> line.contains(": CT") || line.contains(" CT"))
        .map(line -> line.replaceFirst(".*?\\b(CT\\d{3}).*", "$1"))
        .toList();
  }

  @Test
  void aLockOfTheProject() throws IOException {
    cli.write(
        "app/main.py",
        """
        import asyncio

        from fastapi import FastAPI
        from stockroom import DistributedMutex

        app = FastAPI()
        stock = {"a": 1}
        mutex = DistributedMutex("stock")


        @app.post("/buy")
        async def buy():
            async with mutex:
                if stock["a"] > 0:
                    await asyncio.sleep(0.1)
                    stock["a"] -= 1
            return stock["a"]
        """);
    assertThat(codes("lock = ['stockroom.DistributedMutex']"))
        .containsExactly(List.of("CT201"), List.of());
  }

  @Test
  void aContextManagerThatIsALock() throws IOException {
    cli.write(
        "app/main.py",
        """
        import asyncio
        from contextlib import asynccontextmanager

        from fastapi import FastAPI

        app = FastAPI()
        stock = {"a": 1}


        @asynccontextmanager
        async def only_one(name: str):
            await asyncio.sleep(0)
            yield


        @app.post("/buy")
        async def buy():
            async with only_one("stock"):
                if stock["a"] > 0:
                    await asyncio.sleep(0.1)
                    stock["a"] -= 1
            return stock["a"]
        """);
    assertThat(codes("lock = 'main.only_one'")).containsExactly(List.of("CT201"), List.of());
  }

  @Test
  void aFunctionThatTellsTheIdentity() throws IOException {
    cli.write(
        "app/main.py",
        """
        import asyncio

        from fastapi import FastAPI
        from platform_auth import whoami

        app = FastAPI()
        current = {}


        @app.get("/me")
        async def me():
            current["who"] = whoami()
            await asyncio.sleep(0.1)
            return current["who"]
        """);
    List<List<String>> codes = codes("identity = ['platform_auth.whoami']");
    assertThat(codes.getFirst()).doesNotContain("CT101");
    assertThat(codes.getLast()).containsExactly("CT101");
    assertThat(codes("request-data = ['platform_auth.whoami']").getLast()).containsExactly("CT101");
  }

  @Test
  void aSingletonOfAContainer() throws IOException {
    cli.write(
        "app/main.py",
        """
        import asyncio

        from containers import locate
        from fastapi import FastAPI

        app = FastAPI()


        @app.get("/me/{tenant}")
        async def me(tenant: str):
            service = locate("service")
            service.tenant = tenant
            await asyncio.sleep(0.1)
            return service.tenant
        """);
    assertThat(codes("singleton = ['containers.locate']"))
        .containsExactly(List.of(), List.of("CT102"));
  }

  @Test
  void aSessionOfADatabase() throws IOException {
    cli.write(
        "app/main.py",
        """
        from fastapi import Depends, FastAPI
        from platform_db import open_session

        app = FastAPI()


        @app.get("/users")
        async def users(db=Depends(open_session)):
            return db.query("users").all()


        @app.get("/pooled")
        def pooled(db=Depends(open_session)):
            return db.query("users").all()
        """);
    assertThat(codes("session = ['platform_db.open_session']"))
        .containsExactly(List.of(), List.of("CT801"));
  }

  @Test
  void aProviderOfOwnObjects() throws IOException {
    cli.write(
        "app/main.py",
        """
        import asyncio
        from functools import lru_cache

        from fastapi import Depends, FastAPI

        app = FastAPI()


        class Service:
            def __init__(self) -> None:
                self.tenant = ""


        @lru_cache
        def service() -> Service:
            return Service()


        @app.get("/me/{tenant}")
        async def me(tenant: str, mine: Service = Depends(service)):
            mine.tenant = tenant
            await asyncio.sleep(0.1)
            return mine.tenant
        """);
    List<List<String>> codes = codes("provider = ['app.main.service']");
    assertThat(codes.getFirst()).isNotEmpty();
    assertThat(codes.getLast()).isEmpty();
  }

  @Test
  void aCallThatOffloads() throws IOException {
    cli.write(
        "app/main.py",
        """
        import time

        from fastapi import FastAPI
        from pools import in_pool

        app = FastAPI()
        current = {}


        def work(tenant: str) -> str:
            current["tenant"] = tenant
            time.sleep(0.1)
            return current["tenant"]


        @app.get("/me/{tenant}")
        async def me(tenant: str):
            return await in_pool(work, tenant)
        """);
    List<List<String>> codes = codes("offload = ['pools.in_pool']");
    assertThat(codes.getFirst()).doesNotContain("CT101");
    assertThat(codes.getLast()).contains("CT101").doesNotContain("CT801");
  }

  @Test
  void aCallThatSuspends() throws IOException {
    cli.write(
        "app/main.py",
        """
        from fastapi import FastAPI
        from greens import switch

        app = FastAPI()
        current = {}


        @app.get("/me/{tenant}")
        async def me(tenant: str):
            current["tenant"] = tenant
            switch()
            return current["tenant"]
        """);
    assertThat(codes("suspends = ['greens.switch']")).containsExactly(List.of(), List.of("CT101"));
  }

  @Test
  void aCallThatNeverSuspends() throws IOException {
    cli.write(
        "app/main.py",
        """
        from fastapi import FastAPI
        from fast import local

        app = FastAPI()
        current = {}


        @app.get("/me/{tenant}")
        async def me(tenant: str):
            current["tenant"] = tenant
            await local.note(tenant)
            return current["tenant"]
        """);
    assertThat(codes("never-suspends = ['fast.local.*']"))
        .containsExactly(List.of("CT101"), List.of());
  }

  @Test
  void aDecoratorOfEntryPoints() throws IOException {
    cli.write(
        "app/main.py",
        """
        import asyncio

        from fastapi import FastAPI
        from events import subscribe

        app = FastAPI()
        current = {}


        @app.get("/")
        async def home():
            return {}


        @subscribe("orders")
        async def ordered(tenant: str):
            current["tenant"] = tenant
            await asyncio.sleep(0.1)
            return current["tenant"]
        """);
    assertThat(codes("entry-point = ['events.subscribe']"))
        .containsExactly(List.of(), List.of("CT101"));
  }

  @Test
  void tablesWithANameSayTheSame() throws IOException {
    cli.write("app/main.py", CommandLine.LEAK);
    cli.write(
        "crosstalk.toml",
        """
        identity = "auth.whoami"
        [[lock]]
        name = "app.locks.Mutex"
        [[lock]]
        name = "app.locks.hold.*"
        """);
    CommandLine.Run run = cli.run("scan", "--show-settings");
    assertThat(run.out())
        .contains("lock = [\"app.locks.Mutex\", \"app.locks.hold.*\"]\n")
        .contains("identity = [\"auth.whoami\"]\n");
    cli.write("crosstalk.toml", "lock = ['Mutex']\n");
    CommandLine.Run wrong = cli.run("scan", "-q");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err())
        .isEqualTo(
            "crosstalk: crosstalk.toml: [tool.crosstalk] lock must be a qualified name such as"
                + " \"app.locks.TenantLock\", a list of them, or tables with a name\n");
    cli.write("crosstalk.toml", "locks = ['app.Mutex']\n");
    assertThat(cli.run("scan", "--width", "200").out())
        .contains("unknown key 'locks' has no effect; did you mean lock?");
  }
}
