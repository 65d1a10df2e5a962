package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.decision.Eligibilities;
import fr.oubli.decision.Explainer;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files of rows: two a row, some missing, some at addresses. */
class RowFilesIT {

  private static final String NIGHT = "2026-11-27";

  private final Foreign base = new Foreign();

  @BeforeEach
  void tables() {
    base.tables(
        """
        create table users (id bigint primary key, email text not null unique, avatar text,
          preview text, left_on date);
        create table documents (id bigint primary key, user_id bigint not null references users,
          url text not null, added_on date not null);
        insert into users values
          (1, 'a@exemple.fr', 'avatars/1.png', 'previews/1.png', '2019-01-01'),
          (2, 'b@exemple.fr', 'avatars/2.png', 'previews/2.png', '2019-01-01');
        insert into documents values
          (1, 1, 's3://bucket/users/1/cv.pdf', '2019-01-01'),
          (2, 1, 'docs/1/cv.pdf', '2019-01-01'),
          (4, 2, 'https://cdn.exemple.fr/2/cv.pdf', '2019-01-01'),
          (5, 2, 'docs/2/missing.pdf', '2019-01-01'),
          (6, 2, 'docs/2/été à Paris.pdf', '2019-01-01');
        """);
    base.map(
        new ShortMap()
            .collection(
                "users",
                "id ! #user.unique_id",
                "email @email #user.contact.email",
                "avatar #user.sensor",
                "preview #user.sensor",
                "left_on")
            .collection("documents", "id !", "user_id >users.id", "url #user.content", "added_on")
            .toString());
    for (String path :
        new String[] {
          "avatars/1.png",
          "avatars/2.png",
          "previews/1.png",
          "previews/2.png",
          "docs/1/cv.pdf",
          "docs/2/été à Paris.pdf"
        }) {
      base.file(path);
    }
    policy("{ users: [avatar, preview], documents: url }");
  }

  @AfterEach
  void close() {
    base.close();
  }

  private void policy(String files) {
    policy(files, "users: delete, documents: delete");
  }

  private void policy(String files, String then) {
    base.policy(
        """
        policy: files
        language: 2
        zone: Europe/Paris
        subject: { collection: users, same-person-by: [email] }
        rules:
          users:
            cites: "1 year after leaving"
            basis: contract
            starts: { latest: [users.left_on], per: subject }
            keep: { at-most: P1Y }
            then: { %s }
        anonymise: { user.unique_id: preserve, user.content: null_rewrite, user.sensor: null_rewrite,
          user.contact.email: { strategy: string_rewrite, value: 'erased-{key}@invalid' } }
        files: %s
        """
            .formatted(then, files));
  }

  private String ids(String table) {
    return base.text("select string_agg(id::text, ',' order by id) from " + table);
  }

  private String removals() {
    return base.text(
        "select string_agg(collection || ' ' || row_key || ' ' || field || ' ' || outcome, ', '"
            + " order by collection, row_key, field) from oubli.file_removal");
  }

  private String report(String name) throws IOException {
    return Files.readString(base.reports().resolve(NIGHT).resolve(name));
  }

  private Path file(String path) {
    return base.recordings().resolve(path);
  }

  @Test
  void rowsWhoseFileIsAtAnAddressStayAndAreTold() throws IOException {
    PurgeOutcome outcome = base.purge(NIGHT);

    assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(ids("documents")).isEqualTo("1,4");
    assertThat(ids("users")).isEqualTo("1,2");
    assertThat(outcome.remarks())
        .anyMatch(line -> line.contains("refuses: 1, 4;") && line.startsWith("users:documents: 2"))
        .anyMatch(
            line -> line.equals("documents: 1 files of rows that went were not there: 5 (url)"))
        .noneMatch(line -> line.contains("cv.pdf") || line.contains("missing.pdf"));
    assertThat(
            base.text("select string_agg(row_key || reason, ' ' order by 1) from oubli.quarantine"))
        .isEqualTo("1file at a refused address 4file at a refused address");
    assertThat(report("recordings-orphans.csv"))
        .contains("\"ligne supprimée, son fichier n’y était pas\";\"documents\";\"5\";\"url\"");
    assertThat(file("avatars/1.png")).exists();
    assertThat(file("docs/1/cv.pdf")).doesNotExist();
    assertThat(base.purge(NIGHT).code()).isEqualTo(ExitCode.QUARANTINE);
  }

  @Test
  void aSchemeThatIsHandedOnLetsTheRowGoAndListsItsObject() throws IOException {
    policy(
        "{ users: [avatar, preview], documents: { columns: [url], schemes: { s3: handed-on } } }");

    PurgeOutcome outcome = base.purge(NIGHT);

    assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(ids("documents")).isEqualTo("4");
    assertThat(ids("users")).isEqualTo("2");
    assertThat(removals())
        .isEqualTo(
            "documents 2 url removed, documents 5 url was missing, documents 6 url removed,"
                + " users 1 avatar removed, users 1 preview removed");
    assertThat(base.text("select address from oubli.object_removal"))
        .isEqualTo("s3://bucket/users/1/cv.pdf");
    assertThat(report("objets-a-supprimer.csv"))
        .contains("\"documents\";\"1\";\"url\";\"s3://bucket/users/1/cv.pdf\"");
    assertThat(base.text("select string_agg(l::text, '') from oubli.ledger_entry l"))
        .doesNotContain("bucket");
    assertThat(file("previews/1.png")).doesNotExist();
    assertThat(file("previews/2.png")).exists();
  }

  @Test
  void everySchemeHandedOnLeavesNothing() {
    policy(
        "{ users: [avatar, preview],"
            + " documents: { columns: url, schemes: { s3: handed-on, https: handed-on } } }");

    assertThat(base.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);

    assertThat(base.count("documents")).isZero();
    assertThat(base.count("users")).isZero();
    assertThat(base.count("oubli.object_removal")).isEqualTo(2);
    assertThat(file("avatars/2.png")).doesNotExist();
    assertThat(file("docs/2/été à Paris.pdf")).doesNotExist();
  }

  @Test
  void anAddressIsOneHoweverItIsWritten() {
    base.execute(
        """
        update documents set url = ' HTTPS://CDN/4' where id = 4;
        update documents set url = 'S3://bucket/1' where id = 1;
        update documents set url = 'data:image/png;base64,AAAA' where id = 5;
        update documents set url = 'gs://other/../6' where id = 6;
        update documents set url = 'call:33612345678.wav' where id = 2;
        """);
    base.file("call:33612345678.wav");
    policy(
        "{ users: [avatar, preview], documents: { columns: [url], schemes: { s3: handed-on } } }");

    assertThat(base.purge(NIGHT).code()).isEqualTo(ExitCode.QUARANTINE);

    assertThat(ids("documents")).isEqualTo("4,5,6");
    assertThat(file("call:33612345678.wav")).doesNotExist();
  }

  @Test
  void aColumnOfItsOwnCanBeAnAddress() {
    base.execute("delete from documents; update users set preview = 'ftp://old/2' where id = 2");

    PurgeOutcome outcome = base.purge(NIGHT);

    assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(ids("users")).isEqualTo("2");
    assertThat(file("avatars/2.png")).exists();
    assertThat(file("avatars/1.png")).doesNotExist();
  }

  @Test
  void aRowGoesOnceItsAddressWasMended() {
    base.purge(NIGHT);
    base.execute("update documents set url = '' where id in (1, 4)");

    assertThat(base.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);

    assertThat(base.count("documents")).isZero();
    assertThat(base.count("users")).isZero();
    assertThat(base.count("oubli.quarantine")).isZero();
  }

  @Test
  void theRowIsExplainedByItsFile() {
    Explainer explainer =
        new Explainer(
            base.policy(),
            new Eligibilities(base.policy(), base.map(), base.catalog(), LocalDate.parse(NIGHT)),
            base.dataSource());

    assertThat(explainer.explain("documents", "4").get(0).toString())
        .contains("KEPT")
        .contains("file at a refused address");
    assertThat(explainer.explain("documents", "6").get(0).toString()).doesNotContain("address");
  }

  @Test
  void aFileThatAnotherRowNamesStaysWithIt() {
    base.execute(
        """
        delete from documents;
        update users set avatar = 'default.png';
        update users set left_on = '2026-11-01' where id = 2;
        """);
    base.file("default.png");

    assertThat(base.purge(NIGHT).code()).isEqualTo(ExitCode.DONE);

    assertThat(ids("users")).isEqualTo("2");
    assertThat(file("default.png")).exists();
    assertThat(removals()).isEqualTo("users 1 avatar shared, users 1 preview removed");
  }

  @Test
  void aFileOfTwoRowsThatGoIsNoMissingOne() throws IOException {
    base.execute("delete from documents; update users set avatar = 'default.png'");
    base.file("default.png");

    PurgeOutcome outcome = base.purge(NIGHT);

    assertThat(outcome.remarks()).noneMatch(line -> line.contains("not there"));
    assertThat(file("default.png")).doesNotExist();
    assertThat(base.count("oubli.file_removal where outcome = 'was missing'")).isZero();
  }

  @Test
  void aMaskedPathTakesItsFileAlong() {
    policy(
        "{ users: [avatar, preview], documents: { columns: [url], schemes: { s3: handed-on } } }",
        "users: anonymise");
    base.execute("update users set preview = 'https://cdn/2.png' where id = 2");

    PurgeOutcome outcome = base.purge(NIGHT);

    assertThat(outcome.code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(
            base.text("select string_agg(concat(id, avatar, preview), ' ' order by id) from users"))
        .isEqualTo("1 2https://cdn/2.png");
    assertThat(removals())
        .isEqualTo("users 1 avatar removed, users 1 preview removed, users 2 avatar removed");
    assertThat(file("avatars/1.png")).doesNotExist();
    assertThat(file("previews/1.png")).doesNotExist();
    assertThat(file("avatars/2.png")).doesNotExist();
    assertThat(base.purge(NIGHT).code()).isEqualTo(ExitCode.QUARANTINE);
    assertThat(base.count("oubli.file_removal")).isEqualTo(3);
  }

  @Test
  void aColumnOfAnotherTypeIsNoColumnOfPaths() {
    policy("{ documents: added_on }");

    assertThatThrownBy(() -> base.purge(NIGHT))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ExitCode.INVALID);
              assertThat(refusal)
                  .hasMessageContaining("foreign-policy.yml:14")
                  .hasMessageContaining("documents.added_on, which is of the type date");
            });
  }

  @Test
  void aStepUpIsRefusedInEachColumn() {
    base.execute("update users set preview = '../outside.png' where id = 1");

    assertThatThrownBy(() -> base.purge(NIGHT))
        .hasMessageContaining("users.preview of row 1 leaves the folder");
  }
}
