package fr.oubli.model.datamap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.References.Link;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.yaml.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What is remembered of a map's references is what a plain search finds, for every map of three
 * collections and for many larger ones. The plain search looks for each way anew.
 */
class ReferencesByEnumerationTest {

  private static final Place PLACE = new Place("map.yml", 1);
  private static final int SMALL = 3;
  private static final int LARGER = 6;

  @Test
  void everyMapOfThreeCollectionsAnswersLikeAPlainSearch() {
    int cells = SMALL * SMALL;
    for (int number = 0; number < 1 << cells; number++) {
      int[][] references = new int[SMALL][SMALL];
      for (int cell = 0; cell < cells; cell++) {
        references[cell / SMALL][cell % SMALL] = number >> cell & 1;
      }
      check(references);
    }
  }

  @Test
  void largerMapsAnswerLikeAPlainSearch() {
    Random dice = new Random(16);
    for (int number = 0; number < 500; number++) {
      int[][] references = new int[LARGER][LARGER];
      for (int i = 0; i < 9; i++) {
        references[dice.nextInt(LARGER)][dice.nextInt(LARGER)]++;
      }
      check(references);
    }
  }

  private static void check(int[][] references) {
    List<Collection> collections = new ArrayList<>();
    for (int child = 0; child < references.length; child++) {
      collections.add(collection(child, references[child]));
    }
    DataMap map = new DataMap("test", "00", collections);
    PlainSearch plain = new PlainSearch(map);
    for (Collection from : collections) {
      for (Collection to : collections) {
        same(map.references(), plain, from.name(), to.name());
      }
      assertThat(map.references().above(from.name())).isEqualTo(plain.above(from.name()));
    }
  }

  private static void same(References remembered, PlainSearch plain, String from, String to) {
    for (int time = 0; time < 2; time++) {
      assertThat(remembered.pathUp(from, to).orElse(null)).isEqualTo(plain.up(from).get(to));
      assertThat(remembered.allWaysUp(from, to)).isEqualTo(plain.ways(from, to, List.of()));
      assertThat(remembered.link(from, to).orElse(null)).isEqualTo(plain.link(from, to));
    }
  }

  private static Collection collection(int child, int[] parents) {
    List<Field> fields = new ArrayList<>();
    for (int parent = 0; parent < parents.length; parent++) {
      for (int which = 0; which < parents[parent]; which++) {
        fields.add(
            new Field(
                List.of(name(parent) + "_id" + which),
                List.of(),
                false,
                null,
                List.of(new Reference(name(parent), "id")),
                Disclosure.NONE,
                PLACE));
      }
    }
    return new Collection(name(child), "public", name(child), fields, null, PLACE);
  }

  private static String name(int number) {
    return String.valueOf((char) ('a' + number));
  }

  /** Looks at every reference of the map for every question. */
  private record PlainSearch(DataMap map) {

    private List<Step> steps(String from) {
      return map.required(from).fields().stream()
          .flatMap(
              field ->
                  field.references().stream()
                      .map(to -> new Step(from, field.name(), to.collection(), to.field())))
          .toList();
    }

    /** The shortest way to each collection, the nearest first, and of equals the first listed. */
    Map<String, List<Step>> up(String from) {
      Map<String, List<Step>> found = new LinkedHashMap<>();
      found.put(from, List.of());
      for (boolean more = true; more; ) {
        more = false;
        for (String child : List.copyOf(found.keySet())) {
          for (Step step : steps(child)) {
            List<Step> way = longer(Objects.requireNonNull(found.get(child)), step);
            more |= found.putIfAbsent(step.parent(), way) == null;
          }
        }
      }
      return found;
    }

    Set<String> above(String from) {
      Set<String> above = up(from).keySet();
      above.remove(from);
      return above;
    }

    List<List<Step>> ways(String from, String to, List<Step> way) {
      List<List<Step>> ways = new ArrayList<>();
      for (Step step : steps(from)) {
        boolean met =
            step.parent().equals(from)
                || way.stream().anyMatch(each -> each.child().equals(step.parent()));
        if (!met && step.parent().equals(to)) {
          ways.add(longer(way, step));
        } else if (!met) {
          ways.addAll(ways(step.parent(), to, longer(way, step)));
        }
      }
      return ways;
    }

    @Nullable Link link(String from, String to) {
      Map<String, List<Step>> fromUp = up(from);
      Map<String, List<Step>> toUp = up(to);
      @Nullable Link best = null;
      int above = 0;
      for (Map.Entry<String, List<Step>> meeting : fromUp.entrySet()) {
        if (toUp.containsKey(meeting.getKey())) {
          Link link =
              new Link(meeting.getValue(), Objects.requireNonNull(toUp.get(meeting.getKey())));
          int itsAbove = up(meeting.getKey()).size();
          if (best == null
              || link.length() < best.length()
              || (link.length() == best.length() && itsAbove > above)) {
            best = link;
            above = itsAbove;
          }
        }
      }
      return best;
    }

    private static List<Step> longer(List<Step> way, Step step) {
      Step[] steps = Arrays.copyOf(way.toArray(Step[]::new), way.size() + 1);
      steps[way.size()] = step;
      return List.of(steps);
    }
  }
}
