package dev.crosstalk.drive.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HpackTest {

  /// RFC 7541, C.6: three answers with Huffman coding and a dynamic table.
  @Test
  void readsTheExamplesOfTheStandard() throws H2Exception {
    Hpack hpack = new Hpack();
    assertThat(
            decode(
                hpack,
                "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad"
                    + "171863c78f0b97c8e9ae82ae43d3"))
        .containsExactly(
            Map.entry(":status", "302"),
            Map.entry("cache-control", "private"),
            Map.entry("date", "Mon, 21 Oct 2013 20:13:21 GMT"),
            Map.entry("location", "https://www.example.com"));
    assertThat(decode(hpack, "4883640effc1c0bf"))
        .contains(Map.entry(":status", "307"), Map.entry("location", "https://www.example.com"));
    assertThat(
            decode(
                hpack,
                "88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6"
                    + "c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007"))
        .contains(
            Map.entry(":status", "200"),
            Map.entry("content-encoding", "gzip"),
            Map.entry("set-cookie", "foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1"));
  }

  @Test
  void whatIsWrittenIsReadBack() throws H2Exception {
    List<Map.Entry<String, String>> headers =
        List.of(
            Map.entry(":method", "POST"),
            Map.entry(":method", "PATCH"),
            Map.entry(":path", "/a?b=" + "c".repeat(300)),
            Map.entry("authorization", "Bearer x"),
            Map.entry("x-tenant", "north"));
    assertThat(new Hpack().decode(Hpack.encode(headers))).isEqualTo(headers);
  }

  @Test
  void brokenBlocksAreRefused() {
    for (String broken :
        new String[] {"ff", "80", "c8", "00ff", "0085aec3", "3fffffffff7f", "008300"}) {
      assertThatThrownBy(() -> decode(new Hpack(), broken))
          .as(broken)
          .isInstanceOf(H2Exception.class);
    }
  }

  private static List<Map.Entry<String, String>> decode(Hpack hpack, String hex)
      throws H2Exception {
    return hpack.decode(HexFormat.of().parseHex(hex));
  }
}
