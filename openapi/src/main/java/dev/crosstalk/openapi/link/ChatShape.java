package dev.crosstalk.openapi.link;

import dev.crosstalk.openapi.spec.Operation;
import dev.crosstalk.openapi.spec.Schema;
import java.util.Map;
import java.util.Set;

/// Recognises an operation that takes a prompt: by the list of messages with roles that model APIs
/// share, else by a text for a prompt in an operation whose name says that it talks to a model.
public final class ChatShape {
  private static final Set<String> PROMPTS =
      Set.of("prompt", "message", "question", "query", "input", "text", "content");
  private static final Set<String> MODELS =
      Set.of(
          "chat",
          "completion",
          "prompt",
          "generate",
          "llm",
          "ask",
          "conversation",
          "agent",
          "chats");

  private ChatShape() {}

  /// True when a request of the operation carries a prompt.
  public static boolean isChat(Operation operation) {
    if (!operation.method().equals("POST") || operation.body().isEmpty()) {
      return false;
    }
    Map<String, Schema> fields = operation.body().get().schema().properties();
    return fields.values().stream().anyMatch(ChatShape::isConversation)
        || (Words.any(Words.of(operation), MODELS)
            && fields.entrySet().stream()
                .anyMatch(field ->
                    field.getValue().is("string")
                        && field.getValue().enumeration().isEmpty()
                        && Words.any(Words.of(field.getKey()), PROMPTS)));
  }

  /// A list of messages, each with a role and a content.
  public static boolean isConversation(Schema schema) {
    if (!schema.is("array")) {
      return false;
    }
    Map<String, Schema> message = schema.items().properties();
    Schema role = message.get("role");
    Schema content = message.get("content");
    return role != null && content != null && content.is("string");
  }
}
