package fr.oubli.purge.job;

import fr.oubli.schema.sql.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Cuts a slice into pieces, for each of which others wait less long. */
final class SliceParts {

  /** A place as PostgreSQL writes it: block and line. */
  static final Pattern PLACE = Pattern.compile("\\(\\d+,\\d+\\)");

  /** The last range of a table has no upper end; it is cut as if it had this many blocks. */
  private static final long BLOCKS = EnforcementSteps.BLOCKS_TO_DELETE;

  private SliceParts() {}

  /** So many at most; what has no parts stays whole. */
  static List<Slice> of(Slice slice, int pieces) {
    if (pieces > 1 && slice instanceof Slice.Blocks blocks) {
      return ranges(blocks, pieces);
    }
    if (pieces > 1 && slice instanceof Slice.Listed listed) {
      return lists(listed.places(), pieces).stream()
          .<Slice>map(part -> new Slice.Listed(listed.relation(), array(part), part.size()))
          .toList();
    }
    if (pieces > 1 && slice instanceof Slice.Found found) {
      return lists(found.places(), pieces).stream()
          .<Slice>map(part -> new Slice.Found(found.relation(), array(part), found.planned()))
          .toList();
    }
    return List.of(slice);
  }

  /** How many pieces it is cut into, about. */
  static int count(Slice slice, int pieces) {
    if (pieces > 1 && slice instanceof Slice.Listed listed) {
      return parts(listed.count(), pieces);
    }
    return pieces > 1 && slice instanceof Slice.Planned rows
        ? parts(rows.count(), pieces)
        : of(slice, pieces).size();
  }

  private static int parts(int count, int pieces) {
    int size = size(count, pieces);
    return (count + size - 1) / size;
  }

  private static List<Slice> ranges(Slice.Blocks range, int pieces) {
    long from = range.fromBlock();
    long size = (Math.min(range.toBlock() - from, BLOCKS) + pieces - 1) / pieces;
    List<Slice> parts = new ArrayList<>();
    for (int i = 1; i < pieces && from + size < range.toBlock(); i++) {
      parts.add(new Slice.Blocks(range.relation(), from, from + size));
      from += size;
    }
    parts.add(new Slice.Blocks(range.relation(), from, range.toBlock()));
    return parts;
  }

  private static List<List<String>> lists(String places, int pieces) {
    List<String> all = PLACE.matcher(places).results().map(MatchResult::group).toList();
    int size = size(all.size(), pieces);
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      parts.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return parts;
  }

  /** As PostgreSQL writes it. */
  private static String array(List<String> places) {
    return "{\"" + String.join("\",\"", places) + "\"}";
  }

  private static int size(int count, int pieces) {
    return Math.max(1, (count + pieces - 1) / pieces);
  }
}
