package dev.crosstalk.drive.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// Drains the agent's standard error and keeps the last lines for messages.
final class ErrorTail implements Runnable {
  private static final int KEPT = 20;
  private static final int WIDTH = 300;

  private final InputStream in;
  private final Deque<String> lines = new ArrayDeque<>();

  ErrorTail(InputStream in) {
    this.in = in;
  }

  @Override
  public void run() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      char[] buffer = new char[4096];
      StringBuilder line = new StringBuilder();
      for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
        for (int i = 0; i < n; i++) {
          if (buffer[i] == '\n') {
            keep(line.toString());
            line.setLength(0);
          } else if (line.length() < WIDTH) {
            line.append(buffer[i]);
          }
        }
      }
      keep(line.toString());
    } catch (IOException ended) {
      return;
    }
  }

  private synchronized void keep(String line) {
    if (!line.isBlank()) {
      lines.addLast(line.strip());
      if (lines.size() > KEPT) {
        lines.removeFirst();
      }
    }
  }

  /// The last line that is not blank; empty when there was none.
  synchronized String lastLine() {
    return lines.isEmpty() ? "" : lines.getLast();
  }
}
