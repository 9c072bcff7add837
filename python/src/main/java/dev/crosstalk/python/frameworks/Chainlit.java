package dev.crosstalk.python.frameworks;

import dev.crosstalk.python.frameworks.EntryPoints.Decoration;
import dev.crosstalk.python.frameworks.EntryPoints.Entry;
import dev.crosstalk.python.names.SourceModule;
import java.util.Set;

/// Chainlit: every decorated callback runs for each chat session, all in one process and one loop.
/// `cl.user_session` belongs to the session.
final class Chainlit implements FrameworkModel {
  private static final Set<String> CALLBACKS =
      Set.of(
          "on_message",
          "on_chat_start",
          "on_chat_end",
          "on_chat_resume",
          "on_settings_update",
          "on_audio_chunk",
          "on_audio_end",
          "on_stop",
          "action_callback",
          "password_auth_callback",
          "header_auth_callback",
          "oauth_callback");

  @Override
  public String marker() {
    return "chainlit";
  }

  @Override
  public void read(SourceModule module, EntryPoints entries) {
    for (Decoration each : EntryPoints.decorations(module)) {
      String name = entries.libraryName(each.target(), each.scope());
      String callback = name.substring(name.lastIndexOf('.') + 1);
      if (name.startsWith("chainlit.") && CALLBACKS.contains(callback)) {
        entries.add(
            "chainlit", each.function(), Entry.call("chat", callback, !each.function().async()));
      }
    }
  }
}
