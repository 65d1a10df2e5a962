package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.testing.Foreign;
import fr.oubli.testing.OubliProcess;
import fr.oubli.testing.ShortMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects at addresses wait in a list until somebody says that they removed them. */
class ObjectRemovalsIT {

  private final Foreign base = new Foreign();

  @BeforeEach
  void night() {
    base.tables(
        """
        create table clips (id text primary key, place text, made_on date);
        insert into clips values ('1', 's3://b/Léa Durand.mp4', '2020-01-01'),
          ('0042', 'gs://c/2', '2020-01-01'), ('=3', 's3://b/3;"x"', '2020-01-01');
        """);
    base.map(
        new ShortMap().collection("clips", "id !", "place #user.content", "made_on").toString());
    base.policy(
        """
        policy: clips
        zone: Europe/Paris
        rules:
          clips:
            cites: "1 year"
            basis: contract
            starts: { row: clips.made_on }
            keep: { at-most: P1Y }
            then: { clips: delete }
        files: { clips: { columns: [place], schemes: { s3: handed-on, gs: handed-on } } }
        """);
    base.purge("2026-11-27");
  }

  @AfterEach
  void close() {
    base.close();
  }

  private OubliProcess command(String... arguments) throws IOException, InterruptedException {
    return base.command(
        Stream.concat(
                Stream.of("object-removals"),
                Stream.concat(
                    Stream.of(arguments),
                    Stream.of(
                        "--policy",
                        base.policyFile().toString(),
                        "--datamap",
                        base.mapFile().toString())))
            .toArray(String[]::new));
  }

  private Path filled(String... lastCells) throws IOException {
    Path list = base.reports().resolve("2026-11-27").resolve("objets-a-supprimer.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(list));
    for (int i = 0; i < lastCells.length; i++) {
      lines.set(i + 1, lines.get(i + 1).replaceFirst(";[^;]*;[^;]*$", ";" + lastCells[i]));
    }
    return Files.write(base.folder().resolve("filled.csv"), lines);
  }

  @Test
  void theListIsConfirmedLineByLine() throws Exception {
    OubliProcess confirmed =
        command("confirm", filled("28/11/2026;Mme Nuage", ";", "2026-11-28;M. Seau").toString());

    assertThat(confirmed.code()).as("%s", confirmed.errors()).isZero();
    assertThat(confirmed.output()).containsExactly("2 confirmed, 1 still wait");
    assertThat(
            base.text(
                "select string_agg(row_key || coalesce(removed_by, '') || coalesce(address, ''), ' '"
                    + " order by id) from oubli.object_removal"))
        .contains("Mme Nuage")
        .doesNotContain("Léa");
    base.execute("update oubli.object_removal set requested_at = '2026-11-20 23:30+00'");
    OubliProcess list = command("list", "--reports", base.folder().resolve("r").toString());
    assertThat(list.code()).isZero();
    assertThat(String.join("\n", list.output()))
        .contains("1 objects wait")
        .as("the day in the policy's zone")
        .contains("2026-11-21")
        .contains("clips")
        .doesNotContain("://");
  }

  @Test
  void aWrongListIsToldByItsLinesAndChangesNothing() throws Exception {
    OubliProcess refused =
        command("confirm", filled("31/02/2026;Mme Nuage", "28/11/2026;", ";M. Seau").toString());

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.errors())
        .anyMatch(line -> line.contains(":2: '31/02/2026' in 'supprimé le' is not a day"))
        .anyMatch(line -> line.contains(":3: says nothing in 'supprimé par'"))
        .anyMatch(line -> line.contains(":4: says nothing in 'supprimé le'"));
    assertThat(base.count("oubli.object_removal where confirmed_at is null")).isEqualTo(3);
  }

  @Test
  void anotherDatabasesListIsRefused() throws Exception {
    Path list = filled("28/11/2026;Mme Nuage");
    base.execute("update oubli.object_removal set row_key = row_key || 'x'");

    OubliProcess refused = command("confirm", list.toString());

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.errors()).singleElement().asString().contains("belonged to another row");
  }

  @Test
  void aListIsConfirmedOnce() throws Exception {
    Path list = filled("28/11/2026;Mme Nuage");
    assertThat(command("confirm", list.toString()).code()).isZero();

    OubliProcess again = command("confirm", list.toString());

    assertThat(again.code()).isEqualTo(2);
    assertThat(again.errors()).singleElement().asString().contains("or was confirmed already");
  }

  @Test
  void aFileThatIsNoListIsRefused() throws Exception {
    Path other = Files.writeString(base.folder().resolve("other.csv"), "a;b\n1;2\n");

    OubliProcess refused = command("confirm", other.toString());

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.errors()).singleElement().asString().contains("has no column numéro");
  }
}
