package dev.crosstalk.python.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which calls of libraries take long, by qualified name: `CLASS.method` for methods, with the
/// class as {@link dev.crosstalk.python.types.LibraryClasses} calls it. To add a call, add its name
/// to a line.
///
/// `{a,b}` stands for either, `*` for one name, `**` for any number of names; a line that begins
/// with `!` takes names out again.
final class LibraryVocabulary {
  /// What a call does to the thread that it runs on.
  ///
  /// @param family a word for what is waited for
  /// @param waits true when it gives the event loop away meanwhile
  record Entry(String family, boolean waits) {}

  private static final String BLOCKING =
      """
      sleep: time.sleep
      network: requests.{get,post,put,patch,delete,head,options,request}
      network: requests.api.{get,post,put,patch,delete,head,options,request}
      network: requests.Session.{get,post,put,patch,delete,head,options,request,send}
      network: httpx.{get,post,put,patch,delete,head,options,request,stream}
      network: httpx.Client.{get,post,put,patch,delete,head,options,request,stream,send}
      network: urllib.request.{urlopen,urlretrieve} urllib3.request urllib3.PoolManager.request
      network: http.client.HTTPConnection.{connect,request,getresponse}
      network: http.client.HTTPSConnection.{connect,request,getresponse}
      network: socket.{gethostbyname,gethostbyaddr,getaddrinfo,create_connection}
      network: socket.socket.{accept,recv,recvfrom,connect_ex}
      network: smtplib.SMTP smtplib.SMTP_SSL smtplib.SMTP.{login,sendmail,send_message,starttls}
      network: ftplib.FTP ftplib.FTP.{login,retrbinary,storbinary} imaplib.IMAP4_SSL poplib.POP3_SSL
      network: paramiko.SSHClient.{connect,exec_command,open_sftp}
      network: boto3.client.** !boto3.client.{generate_presigned_url,generate_presigned_post,get_paginator,get_waiter,close,Table,Bucket,Object}
      network: docker.DockerClient.{containers,images,volumes,networks}.{run,get,list,pull,build,create,prune,push}
      network: kubernetes.client.*.{create,read,list,delete,patch,replace}_*
      network: minio.Minio.{put_object,get_object,fput_object,fget_object,stat_object,list_objects,bucket_exists,make_bucket,remove_object,copy_object}
      network: elasticsearch.Elasticsearch.{search,index,get,bulk,update,delete,count,ping,info,msearch,delete_by_query,update_by_query}
      network: qdrant_client.QdrantClient.{search,query_points,upsert,upload_points,scroll,retrieve,delete,create_collection,get_collection,get_collections,delete_collection,count}
      network: google.cloud.storage.Client.{get_bucket,list_buckets,list_blobs,create_bucket}
      network: tweepy.API.{update_status,search_tweets,user_timeline} slack_sdk.WebClient.{chat_postMessage,conversations_list}
      network: yfinance.download feedparser.parse wget.download gdown.download
      network: huggingface_hub.{snapshot_download,hf_hub_download}
      payment: stripe.{Charge,PaymentIntent,Refund,Transfer,Payout,Subscription,InvoiceItem}.create
      payment: braintree.Transaction.sale braintree.BraintreeGateway.transaction.sale
      process: subprocess.{run,call,check_call,check_output,getoutput,getstatusoutput}
      process: subprocess.Popen.{wait,communicate} os.{system,waitpid,wait}
      database: sqlite3.Connection.{execute,executemany,executescript,commit,backup}
      database: sqlite3.Cursor.{execute,executemany,executescript,fetchall}
      database: dbapi.Connection.{execute,commit} dbapi.Cursor.{execute,executemany,callproc}
      database: psycopg2.connect psycopg.connect pymysql.connect MySQLdb.connect mysql.connector.connect pyodbc.connect oracledb.connect
      database: sqlalchemy.orm.Session.{execute,scalar,scalars,query,get,get_one,flush,commit,refresh,merge,exec,bulk_save_objects,bulk_insert_mappings}
      database: sqlalchemy.Connection.{execute,scalar,scalars,commit} sqlalchemy.Engine.execute
      database: redis.Redis.* !redis.Redis.{pipeline,pubsub,register_script,lock,close,from_url,connection_pool}
      database: redis.Pipeline.execute
      database: pymongo.MongoClient.**.{find_one,insert_one,insert_many,update_one,update_many,delete_one,delete_many,replace_one,count_documents,aggregate,find_one_and_update,find_one_and_delete,find_one_and_replace,list_collection_names,list_database_names,bulk_write,distinct,server_info}
      model: openai.OpenAI.**.{create,parse,generate,edit,retrieve,list,upload,submit_tool_outputs,create_and_poll,poll}
      model: openai.{ChatCompletion,Completion,Embedding,Image,Audio,Moderation}.{create,transcribe}
      model: anthropic.Anthropic.**.{create,count_tokens}
      model: litellm.{completion,embedding,image_generation,transcription}
      model: ollama.{chat,generate,embeddings,embed} ollama.Client.{chat,generate,embeddings,embed,pull}
      model: google.generativeai.GenerativeModel.generate_content google.genai.Client.models.{generate_content,embed_content}
      model: cohere.Client.{chat,generate,embed,rerank} mistralai.Mistral.chat.complete groq.Groq.chat.completions.create
      model: replicate.run together.Together.chat.completions.create zhipuai.ZhipuAI.chat.completions.create
      model: langchain_openai.{ChatOpenAI,AzureChatOpenAI,OpenAI}.{invoke,predict,batch,()} langchain_openai.OpenAIEmbeddings.{embed_query,embed_documents}
      model: langchain_anthropic.ChatAnthropic.{invoke,batch} langchain_ollama.{ChatOllama,OllamaLLM}.{invoke,batch}
      model: langchain.chains.*.{run,invoke,predict,()} langchain.agents.AgentExecutor.{run,invoke}
      computing: transformers.pipeline.() sentence_transformers.SentenceTransformer.encode sentence_transformers.CrossEncoder.predict
      computing: whisper.load_model whisper.load_model.transcribe faster_whisper.WhisperModel.transcribe
      computing: llama_cpp.Llama.{(),create_completion,create_chat_completion,create_embedding,embed}
      computing: bcrypt.{hashpw,checkpw} hashlib.{pbkdf2_hmac,scrypt} passlib.context.CryptContext.{hash,verify}
      thread: queue.Queue.{get,join} threading.Event.wait threading.Barrier.wait threading.Condition.wait
      thread: threading.Thread.join multiprocessing.Process.join multiprocessing.Event.wait
      thread: concurrent.futures.Future.{result,exception} concurrent.futures.{wait,as_completed}
      thread: concurrent.futures.Executor.{map,shutdown}
      file: builtins.open io.open pathlib.Path.{read_text,read_bytes,write_text,write_bytes,open}
      tree: shutil.{copytree,rmtree,move,make_archive,unpack_archive,copyfileobj} zipfile.ZipFile.{extractall,write}
      tree: tarfile.TarFile.{extractall,add} pandas.{read_csv,read_excel,read_parquet,read_sql}
      """;

  private static final String WAITING =
      """
      network: httpx.AsyncClient.{get,post,put,patch,delete,head,options,request,stream,send}
      network: aiohttp.ClientSession.{get,post,put,patch,delete,head,options,request,ws_connect}
      network: aiosmtplib.send websockets.connect
      payment: stripe.{Charge,PaymentIntent,Refund,Transfer,Payout,Subscription,InvoiceItem}.create_async
      process: asyncio.{create_subprocess_exec,create_subprocess_shell}
      sleep: asyncio.sleep anyio.sleep
      model: openai.{AsyncOpenAI,AsyncAzureOpenAI}.**.{create,parse,generate}
      model: anthropic.AsyncAnthropic.**.{create,stream}
      model: litellm.{acompletion,aembedding}
      model: langchain_openai.{ChatOpenAI,AzureChatOpenAI,OpenAI}.{ainvoke,astream,apredict,abatch}
      model: langchain_anthropic.ChatAnthropic.{ainvoke,astream} langchain_ollama.ChatOllama.{ainvoke,astream}
      model: ollama.AsyncClient.{chat,generate}
      """;

  /// A word of a table.
  private record Word(String text, Entry entry) {}

  /// A pattern, split at its dots.
  private record Pattern(List<String> parts, boolean out, Entry entry) {}

  /// What the tables say of a library, word by word, not read before the program calls it.
  private final Map<String, List<Word>> words = new HashMap<>();

  private final Map<String, List<Pattern>> byRoot = new HashMap<>();
  private final Map<String, Entry> known = new HashMap<>();
  private final Set<String> unknown = new HashSet<>();

  LibraryVocabulary() {
    read(BLOCKING, false);
    read(WAITING, true);
  }

  private void read(String table, boolean waits) {
    for (String line : table.lines().toList()) {
      int colon = line.indexOf(':');
      Entry entry = new Entry(line.substring(0, colon), waits);
      for (String word : line.substring(colon + 2).split(" ", -1)) {
        int from = word.startsWith("!") ? 1 : 0;
        String root = word.substring(from, word.indexOf('.', from));
        words.computeIfAbsent(root, _ -> new ArrayList<>()).add(new Word(word, entry));
      }
    }
  }

  private List<Pattern> patterns(String root) {
    return byRoot.computeIfAbsent(
        root,
        _ -> {
          List<Pattern> patterns = new ArrayList<>();
          for (Word word : words.getOrDefault(root, List.of())) {
            boolean out = word.text().startsWith("!");
            for (String each : expand(out ? word.text().substring(1) : word.text())) {
              patterns.add(new Pattern(List.of(each.split("\\.", -1)), out, word.entry()));
            }
          }
          return patterns;
        });
  }

  private static List<String> expand(String name) {
    int open = name.indexOf('{');
    if (open < 0) {
      return List.of(name);
    }
    int close = name.indexOf('}', open);
    List<String> all = new ArrayList<>();
    for (String choice : name.substring(open + 1, close).split(",", -1)) {
      all.addAll(expand(name.substring(0, open) + choice + name.substring(close + 1)));
    }
    return all;
  }

  /// What is known of a call; null when nothing is.
  @Nullable Entry find(String name) {
    if (unknown.contains(name)) {
      return null;
    }
    Entry found = known.get(name);
    if (found == null) {
      found = search(name);
      if (found == null) {
        unknown.add(name);
      } else {
        known.put(name, found);
      }
    }
    return found;
  }

  private @Nullable Entry search(String name) {
    List<String> parts = List.of(name.split("\\.", -1));
    Entry found = null;
    for (Pattern pattern : patterns(parts.getFirst())) {
      if (matches(pattern.parts(), 0, parts, 0)) {
        if (pattern.out()) {
          return null;
        }
        found = pattern.entry();
      }
    }
    return found;
  }

  private static boolean matches(List<String> pattern, int at, List<String> name, int from) {
    if (at == pattern.size()) {
      return from == name.size();
    }
    if (pattern.get(at).equals("**")) {
      for (int next = from; next <= name.size(); next++) {
        if (matches(pattern, at + 1, name, next)) {
          return at + 1 < pattern.size() || next > from;
        }
      }
      return false;
    }
    return from < name.size()
        && (pattern.get(at).equals("*")
            || pattern.get(at).equals(name.get(from))
            || (pattern.get(at).endsWith("*")
                && name.get(from)
                    .startsWith(pattern.get(at).substring(0, pattern.get(at).length() - 1))))
        && matches(pattern, at + 1, name, from + 1);
  }

  @Override
  public String toString() {
    return words.keySet().toString();
  }
}
