package fr.oubli.property;

import fr.oubli.testing.OubliProcess;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The command that replays, with the files of a case, as a person types it. */
record Replayed(Shop shop, Path folder) {

  private static final String NOTHING = "nothing to do again";

  /** Looks, does it again, and finds nothing more to do; returns what was told of it. */
  List<String> all(LocalDate day) throws IOException {
    OubliProcess look = command(day);
    expect(code(look) == 0, "" + told(look));
    OubliProcess act = command(day, "--plan", Shop.planNamedIn(look.output()));
    expect(code(act) == 0 || code(act) == 3, "" + told(act));
    OubliProcess again = command(day);
    expect(code(again) == 0 && again.output().get(0).startsWith(NOTHING), "" + told(again));
    return told(act);
  }

  private OubliProcess command(LocalDate day, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("replay", "--as-of", day.toString()));
    words.addAll(List.of("--policy", folder.resolve("policy.yml").toString()));
    words.addAll(List.of("--datamap", folder.resolve("datamap.yml").toString()));
    words.addAll(List.of("--recordings", shop.recordings().toString()));
    words.addAll(List.of(more));
    return OubliProcess.here(shop.environment(), words.toArray(String[]::new));
  }

  private static int code(OubliProcess process) {
    try {
      return process.code();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> told(OubliProcess process) throws IOException {
    List<String> lines = new ArrayList<>(process.output());
    lines.addAll(process.errors());
    return lines;
  }

  private static void expect(boolean kept, String detail) {
    Trial.expect(kept, "a replay after a restore runs to its end", detail);
  }
}
