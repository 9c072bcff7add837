package dev.crosstalk.drive.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
  @Test
  void lengthChunksAndCloseGiveTheSameBody() throws IOException {
    assertThat(read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello").answer().text())
        .isEqualTo("hello");
    AnswerReader.Read chunked =
        read(
            """
            HTTP/1.1 200 OK
            Transfer-Encoding: chunked

            2
            he
            3;x=1
            llo
            0

            """
                .replace("\n", "\r\n"));
    assertThat(chunked.answer().text()).isEqualTo("hello");
    assertThat(chunked.keepAlive()).isTrue();
    AnswerReader.Read closed = read("HTTP/1.1 200 OK\r\n\r\nhello");
    assertThat(closed.answer().text()).isEqualTo("hello");
    assertThat(closed.keepAlive()).isFalse();
  }

  @Test
  void interimAnswersArePassedOver() throws IOException {
    assertThat(
            read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n").answer().status())
        .isEqualTo(204);
  }

  @Test
  void compressedBodiesAreOpened() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    }
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.write(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
            .formatted(packed.size())
            .getBytes(StandardCharsets.US_ASCII));
    answer.write(packed.toByteArray());
    AnswerReader reader = new AnswerReader(new ByteArrayInputStream(answer.toByteArray()), 1_000);
    assertThat(reader.read("GET").answer().json()).contains(java.util.Map.of("a", 1L));
  }

  @Test
  void garbageAndTooMuchAreRefused() {
    for (String garbage :
        new String[] {
          "",
          "SSH-2.0-x\r\n",
          "HTTP/1.1 abc\r\n\r\n",
          "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffff\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel",
          "HTTP/1.1 200 OK\r\nX: " + "y".repeat(40_000) + "\r\n\r\n"
        }) {
      assertThatThrownBy(() -> read(garbage)).as(garbage).isInstanceOf(IOException.class);
    }
  }

  private static AnswerReader.Read read(String answer) throws IOException {
    return new AnswerReader(
            new ByteArrayInputStream(answer.getBytes(StandardCharsets.US_ASCII)), 1_000)
        .read("GET");
  }
}
