package io.fengsui.adapter.gb26875;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The networks whose peers may speak to a link (R18); none: everybody's. */
record AllowList(List<Network> networks) {

  private static final Pattern FORM =
      Pattern.compile("((?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/(\\d{1,3}))?");

  /**
   * @param bits of the address that a peer's has to share
   */
  private record Network(InetAddress address, int bits) {

    boolean contains(InetAddress peer) {
      byte[] mine = address.getAddress();
      byte[] theirs = peer.getAddress();
      return mine.length == theirs.length && firstDifference(mine, theirs) >= bits;
    }

    /** Whether no bit behind the network's own is set. */
    boolean isClean() {
      byte[] mine = address.getAddress();
      int last = mine.length * Byte.SIZE;
      for (int bit = bits; bit < last; bit++) {
        if (isSet(mine, bit)) {
          return false;
        }
      }
      return bits <= last;
    }

    private static int firstDifference(byte[] one, byte[] other) {
      int bit = 0;
      while (bit < one.length * Byte.SIZE && isSet(one, bit) == isSet(other, bit)) {
        bit++;
      }
      return bit;
    }

    private static boolean isSet(byte[] bytes, int bit) {
      return (bytes[bit / Byte.SIZE] & (0x80 >> (bit % Byte.SIZE))) != 0;
    }
  }

  /**
   * Reads networks such as {@code 10.1.0.0/16} and {@code fd00::/8}, and single addresses.
   *
   * @throws IllegalArgumentException if one is none; no name is ever resolved
   */
  static AllowList of(List<String> texts) {
    return new AllowList(texts.stream().map(AllowList::network).toList());
  }

  /** Whether nobody is left out. */
  boolean isEmpty() {
    return networks.isEmpty();
  }

  boolean admits(InetAddress peer) {
    return isEmpty() || networks.stream().anyMatch(each -> each.contains(peer));
  }

  private static Network network(String text) {
    return parse(text.strip())
        .filter(Network::isClean)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "allow has networks such as 10.1.0.0/16, fd00::/8 or 10.1.2.3, with no bit set"
                        + " behind the prefix; this is none: "
                        + text));
  }

  private static Optional<Network> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      InetAddress address = InetAddress.ofLiteral(form.group(1));
      int all = address.getAddress().length * Byte.SIZE;
      String bits = form.group(2);
      return Optional.of(new Network(address, bits == null ? all : Integer.parseInt(bits)));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }
}
