package dev.crosstalk.python.names;

import java.util.Set;

/// Top-level names of the standard library and of widely used distributions. A first-party file of
/// the same name somewhere deep in the tree is not what an absolute import of such a name means.
final class KnownPackages {
  private static final Set<String> NAMES =
      Set.of(
          """
          abc argparse array ast asyncio atexit base64 bisect builtins calendar cmath cmd code codecs
          collections concurrent configparser contextlib contextvars copy csv ctypes dataclasses
          datetime decimal difflib email enum errno faulthandler fcntl filecmp fileinput fnmatch
          fractions ftplib functools gc getpass gettext glob graphlib grp gzip hashlib heapq hmac html
          http imaplib importlib inspect io ipaddress itertools json keyword linecache locale logging
          lzma mailbox marshal math mimetypes mmap multiprocessing numbers operator os pathlib pickle
          pkgutil platform pprint profile queue random re readline resource runpy sched secrets select
          selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 ssl stat
          statistics string struct subprocess symtable sys sysconfig syslog tarfile tempfile textwrap
          threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc types typing
          unicodedata unittest urllib uuid venv warnings wave weakref webbrowser xml xmlrpc zipfile zlib
          zoneinfo typing_extensions aiohttp aiofiles aiosqlite alembic anyio anthropic apscheduler arq
          asgiref asyncpg attr attrs boto3 botocore cachetools celery chainlit chromadb click cryptography
          databases django dotenv fastapi fastmcp flask gradio grpc gunicorn h11 httpcore httpx hypercorn
          jinja2 jose jwt langchain langchain_core langgraph litellm litestar llama_index loguru mcp motor
          msgpack mypy numpy openai orjson pandas passlib peewee pika PIL prometheus_client psutil psycopg
          psycopg2 pydantic pydantic_settings pymongo pytest quart redis requests rich sanic sentry_sdk
          slowapi sqlalchemy sqlmodel sse_starlette starlette strawberry structlog taskiq tenacity torch
          tornado tortoise tqdm transformers trio typer ujson uvicorn uvloop watchfiles websockets werkzeug
          yaml yarl
          """
              .strip()
              .replace('\n', ' ')
              .split(" ", -1));

  private KnownPackages() {}

  static boolean isKnown(String topLevelName) {
    return NAMES.contains(topLevelName);
  }
}
