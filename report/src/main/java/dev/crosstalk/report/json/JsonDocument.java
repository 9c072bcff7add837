package dev.crosstalk.report.json;

import dev.crosstalk.report.text.Visible;
import java.io.IOException;
import java.io.Writer;
import java.nio.CharBuffer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/// Opens JSON documents: two spaces of indentation, `\n` at every line end on every machine, and
/// each character that could steer a terminal or hide from a reader written as an escape.
public final class JsonDocument {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .characterEscapes(new HarmfulCharacters())
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private JsonDocument() {}

  /// A generator that writes to `out`; closing it flushes but does not close `out`.
  public static JsonGenerator open(Appendable out) {
    return FACTORY.createGenerator(new Indented(), new AppendableWriter(out));
  }

  /// A generator of one value on one line; closing it flushes but does not close `out`.
  public static JsonGenerator openLine(Appendable out) {
    return FACTORY.createGenerator(new ObjectWriteContext.Base(), new AppendableWriter(out));
  }

  private static final class Indented extends ObjectWriteContext.Base {
    private final PrettyPrinter printer;

    Indented() {
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      DefaultPrettyPrinter pretty =
          new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""));
      pretty.indentArraysWith(indenter);
      pretty.indentObjectsWith(indenter);
      printer = pretty;
    }

    @Override
    public PrettyPrinter getPrettyPrinter() {
      return printer;
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }

  private static final class HarmfulCharacters extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int[] ASCII = standardAsciiEscapesForJSON();

    static {
      ASCII[0x7f] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ASCII.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int ch) {
      boolean pairedSurrogate = Character.isSurrogate((char) ch);
      return !pairedSurrogate && Visible.isHarmful(ch) ? escape(ch) : null;
    }

    private static SerializableString escape(int ch) {
      StringBuilder sequence = new StringBuilder("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) {
        sequence.append(Character.forDigit((ch >> shift) & 0xf, 16));
      }
      return new SerializedString(sequence.toString());
    }
  }

  private static final class AppendableWriter extends Writer {
    private final Appendable out;

    AppendableWriter(Appendable out) {
      this.out = out;
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
      out.append(CharBuffer.wrap(characters, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
      out.append(text, offset, offset + length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
