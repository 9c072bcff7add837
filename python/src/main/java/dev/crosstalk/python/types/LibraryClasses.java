package dev.crosstalk.python.types;

import java.util.HashMap;
import java.util.Map;

/// Which callables of libraries give objects of which class, so that `connect().cursor()` is known
/// for what it is. A call of an object is written `()`.
public final class LibraryClasses {
  private static final String TABLE =
      """
      requests.Session = requests.session requests.sessions.Session
      httpx.Client = httpx._client.Client
      socket.socket = socket.create_connection
      subprocess.Popen = subprocess.Popen
      concurrent.futures.Executor = concurrent.futures.ThreadPoolExecutor
      concurrent.futures.Executor = concurrent.futures.ProcessPoolExecutor
      concurrent.futures.Executor = concurrent.futures.thread.ThreadPoolExecutor
      concurrent.futures.Future = concurrent.futures.Executor.submit
      concurrent.futures.Future = asyncio.run_coroutine_threadsafe
      queue.Queue = queue.LifoQueue queue.PriorityQueue queue.SimpleQueue multiprocessing.Queue
      queue.Queue = multiprocessing.JoinableQueue multiprocessing.SimpleQueue
      boto3.client = boto3.session.Session.client boto3.Session.client boto3.resource
      boto3.client = boto3.session.Session.resource boto3.Session.resource
      sqlite3.Connection = sqlite3.connect
      sqlite3.Cursor = sqlite3.Connection.cursor
      sqlite3.Cursor = sqlite3.Connection.execute sqlite3.Connection.executemany
      dbapi.Connection = psycopg2.connect psycopg.connect psycopg.Connection.connect pymysql.connect
      dbapi.Connection = psycopg2.extensions.connection psycopg.Connection pymysql.connections.Connection
      dbapi.Connection = MySQLdb.connect mysql.connector.connect pyodbc.connect oracledb.connect
      dbapi.Connection = cx_Oracle.connect snowflake.connector.connect clickhouse_driver.connect
      dbapi.Connection = duckdb.connect
      dbapi.Cursor = dbapi.Connection.cursor
      sqlalchemy.orm.Session = sqlalchemy.orm.sessionmaker.() sqlalchemy.orm.scoped_session.()
      sqlalchemy.orm.Session = sqlalchemy.orm.session.Session sqlmodel.Session
      sqlalchemy.orm.Session = sqlalchemy.orm.scoped_session sqlmodel.orm.session.Session
      sqlalchemy.orm.Session = sqlalchemy.orm.sessionmaker.begin
      sqlalchemy.orm.sessionmaker = sqlalchemy.orm.session.sessionmaker
      sqlalchemy.Engine = sqlalchemy.create_engine sqlmodel.create_engine sqlalchemy.engine.Engine
      sqlalchemy.Engine = sqlalchemy.engine.base.Engine sqlalchemy.engine.create_engine
      sqlalchemy.Connection = sqlalchemy.Engine.connect sqlalchemy.Engine.begin
      sqlalchemy.Connection = sqlalchemy.engine.Connection
      redis.Redis = redis.StrictRedis redis.from_url redis.Redis.from_url redis.client.Redis
      redis.Redis = redis.RedisCluster redis.cluster.RedisCluster redis.client.StrictRedis
      redis.Redis = redis.Sentinel.master_for redis.sentinel.Sentinel.master_for
      redis.Pipeline = redis.Redis.pipeline
      openai.OpenAI = openai.AzureOpenAI openai.Client openai.lib.azure.AzureOpenAI
      anthropic.Anthropic = anthropic.AnthropicBedrock anthropic.AnthropicVertex anthropic.Client
      asyncpg.Pool = asyncpg.create_pool asyncpg.pool.Pool asyncpg.pool.create_pool
      smtplib.SMTP = smtplib.SMTP_SSL
      docker.DockerClient = docker.from_env docker.client.from_env
      elasticsearch.Elasticsearch = opensearchpy.OpenSearch
      pathlib.Path = pathlib.Path.joinpath pathlib.Path.resolve pathlib.Path.with_suffix
      pathlib.Path = pathlib.Path.expanduser pathlib.Path.absolute pathlib.Path.cwd pathlib.Path.home
      """;
  private static final Map<String, String> MADE = new HashMap<>();

  static {
    for (String line : TABLE.lines().toList()) {
      int equals = line.indexOf(" = ");
      String made = line.substring(0, equals);
      for (String callable : line.substring(equals + 3).split(" ", -1)) {
        MADE.put(callable, made);
      }
    }
  }

  private LibraryClasses() {}

  /// The class of the objects that a callable gives; the callable itself when it is not listed.
  public static String canonical(String callable) {
    String made = MADE.get(callable);
    return made == null ? callable : made;
  }

  /// True when calling this name gives an object of a known class.
  static boolean isKnown(String callable) {
    return MADE.containsKey(callable);
  }
}
