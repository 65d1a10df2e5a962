package fr.oubli.evidence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle root of a run's digests, built as RFC 6962 does: a leaf is hashed behind a zero byte,
 * a pair of nodes behind a one byte, so that no node can pass for a leaf.
 */
final class MerkleTree {

  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private MerkleTree() {}

  static String root(List<String> digests) {
    if (digests.isEmpty()) {
      return Digests.hex(Digests.sha256(new byte[0]));
    }
    List<byte[]> level = new ArrayList<>();
    for (String digest : digests) {
      level.add(Digests.sha256(LEAF, digest.getBytes(StandardCharsets.UTF_8)));
    }
    return Digests.hex(fold(level));
  }

  private static byte[] fold(List<byte[]> nodes) {
    if (nodes.size() == 1) {
      return nodes.get(0);
    }
    int left = Integer.highestOneBit(nodes.size() - 1);
    return Digests.sha256(
        NODE, fold(nodes.subList(0, left)), fold(nodes.subList(left, nodes.size())));
  }
}
