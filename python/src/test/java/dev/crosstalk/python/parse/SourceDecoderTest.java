package dev.crosstalk.python.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceDecoderTest {

  private static SourceDecoder.Decoded decode(String text, Charset charset) {
    return SourceDecoder.decode(text.getBytes(charset));
  }

  @Test
  void utf8IsTheDefault() {
    assertThat(decode("x = 'é'\n", StandardCharsets.UTF_8))
        .isEqualTo(new SourceDecoder.Decoded("x = 'é'\n", java.util.Optional.empty()));
  }

  @Test
  void byteOrderMarkIsNotText() {
    assertThat(decode("\uFEFFx = 1\n", StandardCharsets.UTF_8).text()).isEqualTo("x = 1\n");
  }

  @ParameterizedTest
  @CsvSource({
    "latin-1, ISO-8859-1",
    "iso-8859-15, ISO-8859-15",
    "cp1252, windows-1252",
    "koi8-r, KOI8-R",
    "euc_jp, EUC-JP",
    "shift_jis, Shift_JIS",
    "utf8, UTF-8",
    "UTF_8, UTF-8"
  })
  void codingLineNamesTheEncoding(String name, String charset) {
    String word = charset.equals("KOI8-R") ? "д" : charset.contains("J") ? "あ" : "é";
    String text =
        "#!/usr/bin/env python\n# vim: set fileencoding=" + name + " :\nx = '" + word + "'";
    SourceDecoder.Decoded decoded = decode(text, Charset.forName(charset));
    assertThat(decoded.problem()).isEmpty();
    assertThat(decoded.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = 1\n# coding: latin-1\n'é'",
        "\n\n# coding: latin-1\n'é'",
        "'coding: latin-1 é'"
      })
  void codingLineElsewhereIsAComment(String text) {
    SourceDecoder.Decoded decoded = decode(text, StandardCharsets.ISO_8859_1);
    assertThat(decoded.problem())
        .hasValueSatisfying(it -> assertThat(it).contains("not valid utf-8"));
  }

  @Test
  void saysWhichLineIsUndecodable() {
    SourceDecoder.Decoded decoded = decode("a\nb\nc = 'é'\n", StandardCharsets.ISO_8859_1);
    assertThat(decoded.problem().orElseThrow())
        .isEqualTo(
            "line 3 is not valid utf-8: save the file as UTF-8 or name its encoding in a coding"
                + " line");
    assertThat(decoded.text()).startsWith("a\nb\nc = '");
  }

  @Test
  void refusesWhatPythonRefuses() {
    assertThat(decode("a\nb\0\n", StandardCharsets.UTF_8).problem().orElseThrow())
        .isEqualTo("line 2 has a NUL byte, which Python does not accept: remove it");
    assertThat(decode("x = 1", StandardCharsets.UTF_16).problem().orElseThrow()).contains("UTF-16");
    assertThat(decode("# coding: klingon\n", StandardCharsets.UTF_8).problem().orElseThrow())
        .contains("unknown encoding 'klingon'");
    assertThat(decode("\uFEFF# coding: latin-1\n", StandardCharsets.UTF_8).problem()).isPresent();
  }
}
