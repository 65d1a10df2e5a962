package fr.oubli.setup.check;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FileAddressesIT {

  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  private List<String> lines(String files) {
    base.tables(
        """
        create table clips (id bigint primary key, place text, cover text, made_on date);
        insert into clips values (1, 's3://b/1.mp4', 'a.png', null), (2, 'S3://b/2.mp4', null, null),
          (3, 'https://cdn.example/3.mp4', 'data:image/png;base64,xx', null), (4, '2026/4.mp4', '', null);
        """);
    base.map(
        new ShortMap()
            .collection("clips", "id !", "place #user.content", "cover", "made_on")
            .toString());
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
        """
            + files);
    MappedSchema schema = new MappedSchema(base.policy(), base.map(), base.catalog(), false);
    return new FileAddresses(base.jdbc(), base.map(), schema).lines();
  }

  @Test
  void filesAtAddressesAreCountedBySchemeWithWhatBecomesOfThem() {
    List<String> lines =
        lines("files: { clips: { columns: [place, cover], schemes: { s3: handed-on } } }\n");

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .startsWith("clips.place: 1 file at https, refused: their rows would stay, in quarantine")
        .contains("write https: handed-on in " + base.policyFile() + ":10");
    assertThat(lines.get(1))
        .isEqualTo(
            "clips.place: 2 files at s3, handed on when their rows go: jobs/object-removals lists them");
    assertThat(lines.get(2)).startsWith("clips.cover: 1 file at data, refused");
    assertThat(String.join("\n", lines)).doesNotContain("cdn.example");
  }

  @Test
  void whatIsInTheFolderIsNotCounted() {
    assertThat(lines("files: { clips: cover }\n")).hasSize(1);
    assertThat(lines("")).isEmpty();
  }
}
