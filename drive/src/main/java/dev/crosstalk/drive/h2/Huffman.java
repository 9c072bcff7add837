package dev.crosstalk.drive.h2;

import java.io.ByteArrayOutputStream;

/// Reads Huffman-coded texts (RFC 7541, appendix B). The code is canonical: symbols of one length
/// are numbered in their order, so the lengths alone define it.
final class Huffman {

  /// The length of each symbol's code, as the character `'0' + length`; the last is end-of-string.
  private static final String LENGTHS =
      "=GLLLLLLLHNLLNLLLLLLLLNLLLLLLLLL6::<=68;::8;8666555666666678?6<:=677777777777777"
          + "77777777878=C=>6?56565666577666567655677777?;>=LDFDDFFFGFGGGGGHGHHFGHGGGGEFGFGGH"
          + "FEDFFGGEGFFHEFGGEEFEGFGGDFFFGFFGJJDCFGFIJJJKKJHICEJKKJKHEEJJLKKKDHDEFEEGFFIIHHJG"
          + "JKJJKKKKKLKKKKKJN";

  private static final int LONGEST = 30;
  private static final int END = 256;
  private static final int[] FIRST_CODE = new int[LONGEST + 2];
  private static final int[] FIRST_INDEX = new int[LONGEST + 2];
  private static final int[] COUNT = new int[LONGEST + 2];
  private static final int[] SYMBOLS = new int[LENGTHS.length()];

  static {
    int index = 0;
    int code = 0;
    for (int length = 1; length <= LONGEST; length++) {
      FIRST_CODE[length] = code;
      FIRST_INDEX[length] = index;
      for (int symbol = 0; symbol < LENGTHS.length(); symbol++) {
        if (LENGTHS.charAt(symbol) - '0' == length) {
          SYMBOLS[index++] = symbol;
        }
      }
      COUNT[length] = index - FIRST_INDEX[length];
      code = (code + COUNT[length]) << 1;
    }
  }

  private Huffman() {}

  /// Decodes; bits left over must be the padding, all ones and fewer than eight.
  static byte[] decode(byte[] coded, int from, int to) throws H2Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream((to - from) * 2);
    int code = 0;
    int length = 0;
    for (int bit = from * 8; bit < to * 8; bit++) {
      code = code << 1 | (coded[bit >> 3] >> (7 - (bit & 7)) & 1);
      length++;
      if (length > LONGEST) {
        throw new H2Exception("the peer sent a broken header");
      }
      int offset = code - FIRST_CODE[length];
      if (offset >= 0 && offset < COUNT[length]) {
        int symbol = SYMBOLS[FIRST_INDEX[length] + offset];
        if (symbol == END) {
          throw new H2Exception("the peer sent a broken header");
        }
        out.write(symbol);
        code = 0;
        length = 0;
      }
    }
    if (length > 7 || code != (1 << length) - 1) {
      throw new H2Exception("the peer sent a broken header");
    }
    return out.toByteArray();
  }
}
