package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Conversation;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Recognises chat histories that all requests share. What makes a list a history is the shape of
/// what is put into it, a role with a content, or the class of a chat library; never its name.
final class Conversations {
  private static final Set<String> ADDS = Set.of("append", "insert", "extend");
  private static final Set<String> MEMORIES =
      Set.of(
          "ConversationBufferMemory",
          "ConversationBufferWindowMemory",
          "ConversationSummaryMemory",
          "ConversationSummaryBufferMemory",
          "ConversationChain",
          "ConversationalRetrievalChain",
          "ChatMessageHistory",
          "InMemoryChatMessageHistory",
          "ChatMemoryBuffer");
  private static final Set<String> TELLS =
      Set.of(
          "save_context",
          "predict",
          "apredict",
          "run",
          "arun",
          "invoke",
          "ainvoke",
          "add_user_message",
          "add_message",
          "put",
          "aput");

  /// A message that a request added.
  private record Said(Location place, Site site, boolean instructions) {}

  private final Map<String, Said> said = new HashMap<>();
  private final Map<String, Conversation> found = new LinkedHashMap<>();

  List<Conversation> all() {
    return List.copyOf(found.values());
  }

  /// Something is called with arguments.
  void call(Value callee, Callee.Arguments arguments, PyTree.Call call, Frame frame) {
    if (callee.callable() instanceof Callee.Method(Value receiver, String name)
        && receiver.location() != null) {
      if (ADDS.contains(name)) {
        add(receiver.location(), arguments, call, frame);
        return;
      }
      if (TELLS.contains(name) && isMemory(receiver.type()) && isOfRequest(arguments)) {
        Location place = receiver.location();
        if (!place.isKeyed()) {
          note(new Said(place, frame.site(call), false), call, frame);
        }
        return;
      }
    }
    if (said.isEmpty() || callee.type() instanceof Type.Builtin) {
      return;
    }
    for (Value value : arguments.positional()) {
      hand(value, call, frame);
    }
    arguments.named().values().forEach(value -> hand(value, call, frame));
  }

  private void add(Location place, Callee.Arguments arguments, PyTree.Call call, Frame frame) {
    if (place.isKeyed() || place.isCut()) {
      return;
    }
    List<Value> given = new ArrayList<>();
    for (Value value : arguments.positional()) {
      given.addAll(value.elements().isEmpty() ? List.of(value) : value.elements());
    }
    for (Value value : given) {
      FreshObject message = value.object();
      if (message == null) {
        continue;
      }
      Value role = message.field("[role]");
      if (role != null
          && message.field("[content]") != null
          && Taint.isOfRequest(value.allTaint())) {
        boolean system = "system".equals(role.constant()) || "developer".equals(role.constant());
        said.putIfAbsent(place.key, new Said(place, frame.site(call), system));
      }
    }
  }

  private void hand(Value value, PyTree.Call call, Frame frame) {
    Location place = value.location();
    Said message = place == null ? null : said.get(place.key);
    if (message != null) {
      note(message, call, frame);
    }
  }

  private void note(Said message, PyTree.Call call, Frame frame) {
    found.putIfAbsent(
        message.place().key,
        new Conversation(
            message.place().place(),
            message.site(),
            frame.site(call),
            frame.point,
            message.instructions()));
  }

  private static boolean isMemory(@Nullable Type type) {
    return type instanceof Type.Library(String name)
        && MEMORIES.contains(name.substring(name.lastIndexOf('.') + 1))
        && (name.startsWith("langchain") || name.startsWith("llama_index"));
  }

  private static boolean isOfRequest(Callee.Arguments arguments) {
    return Taint.isOfRequest(arguments.taint());
  }
}
