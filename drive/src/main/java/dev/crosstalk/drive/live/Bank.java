package dev.crosstalk.drive.live;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Accounts and transfers. The racy transfer writes balances that it read before it waited.
final class Bank {
  private final EventLoop loop;
  private final Duration pause;
  private final Map<Long, Map<String, Object>> accounts = new LinkedHashMap<>();
  private long last;

  Bank(EventLoop loop, Duration pause) {
    this.loop = loop;
    this.pause = pause;
  }

  CompletableFuture<Reply> open(Map<?, ?> account) {
    return loop.step(() -> {
      Map<String, Object> made = new LinkedHashMap<>();
      made.put("id", ++last);
      made.put("owner", String.valueOf(account.get("owner")));
      made.put("balance", LiveDemo.whole(account, "balance"));
      accounts.put(last, made);
      return new Reply(201, Map.copyOf(made));
    });
  }

  CompletableFuture<Reply> read(long id) {
    return loop.step(() ->
        accounts.containsKey(id)
            ? new Reply(200, Map.copyOf(account(id)))
            : Reply.problem(404, "no such account"));
  }

  CompletableFuture<Reply> close(long id) {
    return loop.step(() ->
        accounts.remove(id) == null
            ? Reply.problem(404, "no such account")
            : new Reply(200, Map.of("closed", true)));
  }

  CompletableFuture<Reply> transfer(boolean safe, Map<?, ?> order) {
    long from = LiveDemo.whole(order, "from_account");
    long to = LiveDemo.whole(order, "to_account");
    long amount = LiveDemo.whole(order, "amount");
    record Seen(long there, long here) {}
    return loop.step(() -> new Seen(balance(from), balance(to)))
        .thenCompose(seen -> {
          if (seen.there() < amount) {
            return CompletableFuture.completedFuture(Reply.problem(409, "not enough money"));
          }
          return loop.after(
              pause,
              () -> {
                // The repaired one looks again and writes in the same step.
                Seen now = safe ? new Seen(balance(from), balance(to)) : seen;
                if (now.there() < amount) {
                  return Reply.problem(409, "not enough money");
                }
                account(from).put("balance", now.there() - amount);
                account(to).put("balance", now.here() + amount);
                return new Reply(200, Map.of("moved", amount));
              });
        });
  }

  private Map<String, Object> account(long id) {
    return accounts.getOrDefault(id, new LinkedHashMap<>());
  }

  private long balance(long id) {
    return accounts.containsKey(id) ? LiveDemo.whole(account(id), "balance") : 0;
  }
}
