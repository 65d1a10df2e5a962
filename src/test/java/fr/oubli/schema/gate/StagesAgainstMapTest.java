package fr.oubli.schema.gate;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.model.yaml.Fault;
import fr.oubli.model.yaml.Faults;
import fr.oubli.testing.ShortMap;
import fr.oubli.testing.ShortPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stage names must be there, must be masked, and must not be needed by anything later. */
class StagesAgainstMapTest {

  private static final String MAP =
      new ShortMap()
          .collection(
              "customers",
              "id ! #user.unique_id",
              "email @email #user.contact.email",
              "phone #user.contact.phone_number",
              "kind")
          .collection(
              "comments",
              "id !",
              "customer_id #user.unique_id >customers.id",
              "guest @email #user.contact.email",
              "ip #user.device.ip_address",
              "body #user.content",
              "mood #user.content.private",
              "state",
              "posted_at #user.behavior")
          .toString();
  private static final String POSTED = "row: comments.posted_at";
  private static final String LATEST = "latest: [comments.posted_at], per: subject";
  private static final String POLICY =
      "policy: stages\nlanguage: 2\nzone: Europe/Paris\n"
          + "subject: { collection: customers, same-person-by: [email] }\nrules:\n"
          + ShortPolicy.rule("address", POSTED, "P1Y", "comments: { anonymise: [ip] }")
          + ShortPolicy.rule("text", POSTED, "P3Y", "comments: { anonymise: [body] }")
          + ShortPolicy.rule("comment", POSTED, "P5Y", "comments: delete")
          + ShortPolicy.rule("phone", LATEST, "P1Y", "customers: { anonymise: [phone] }")
          + ShortPolicy.rule("all", LATEST, "P6Y", "customers: delete")
          + """
      holds:
        dispute:
          basis: a dispute
          while: { comments.state: [disputed] }
          keeps: { comments: all }
      anonymise:
        user.contact.email: { strategy: string_rewrite, value: "erased-{key}@invalid" }
        user.contact.phone_number: null_rewrite
        user.device.ip_address: null_rewrite
        user.content: null_rewrite
        user.content.private: preserve
        comments.posted_at: { strategy: generalise, to: month }
        comments.state: null_rewrite
        comments.guest: null_rewrite
      """;

  @TempDir private Path folder;

  private List<String> faults(String policy) throws IOException {
    Path file = folder.resolve("policy.yml");
    Path map = folder.resolve("map.yml");
    Faults faults = new Faults();
    PolicyAgainstMap.check(
        PolicyFile.read(Files.writeString(file, policy)),
        DataMapFile.read(Files.writeString(map, MAP)),
        faults);
    return faults.all().stream()
        .map(Fault::toString)
        .map(line -> line.replace(folder + "/", ""))
        .toList();
  }

  @Test
  void stagesThatLeaveTheRestToTheRuleThatDeletesTheRowAreRight() throws IOException {
    assertThat(faults(POLICY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[ip]|[ipp]|policy.yml:6: unknown column 'comments.ipp'; did you mean 'ip'?",
        "comments: { anonymise: [ip] }|comment: { anonymise: [ip] }"
            + "|policy.yml:6: unknown collection 'comment'; did you mean 'comments'?",
        "[ip]|[ip, id]"
            + "|policy.yml:6: a stage of 'address' names comments.id, a primary key; take it out of"
            + " anonymise: a mask cannot rewrite it",
        "[ip]|[customer_id]"
            + "|policy.yml:6: a stage of 'address' names comments.customer_id, a reference; take it"
            + " out of anonymise: a mask cannot rewrite it",
        "  user.device.ip_address: null_rewrite|"
            + "|policy.yml:6: a stage of 'address' names comments.ip, and nothing masks it; add a"
            + " mask for user.device.ip_address or comments.ip to 'anonymise' in the policy",
        "[body]|[mood]"
            + "|policy.yml:12: a stage of 'text' names comments.mood, which the policy preserves;"
            + " give it a mask that changes it, or take it out of anonymise",
        "[body]|[posted_at]"
            + "|policy.yml:12: a stage of 'text' would rewrite comments.posted_at, from which the"
            + " clock of 'address' counts; take it out of anonymise, and leave it to the rule that"
            + " ends the row",
        "[body]|[state]"
            + "|policy.yml:12: a stage of 'text' would rewrite comments.state, by which the hold"
            + " 'dispute' tells what it keeps; take it out of anonymise, and leave it to the rule"
            + " that ends the row",
        "[ip]|[guest]"
            + "|policy.yml:6: a stage of 'address' would rewrite comments.guest, by which 'phone'"
            + " tells whose the rows are; take it out of anonymise, and leave it to the rule that"
            + " ends the row",
        "then: { customers: delete }|then: { customers: { anonymise: [phone] } }"
            + "|policy.yml:30: 'customers' is anonymised in stages, and none ever ends email; name"
            + " it in a stage, write preserve for it, or add a rule that deletes 'customers'",
        "then: { comments: delete }|only: { comments.ip: missing }@    then: { comments: delete }"
            + "|policy.yml:6: a stage of 'address' would rewrite comments.ip, which a condition of"
            + " 'comment' asks; take it out of anonymise, and leave it to the rule that ends the row",
        "keep: { at-most: P5Y }|keep: { at-most: { by: comments.ip, 10.0.0.1: P1Y, else: P5Y } }"
            + "|policy.yml:44: the mask would rewrite comments.ip, by which 'comment' tells which rows"
            + " of 'comments' it bears on; add comments.ip: preserve",
        "customers: { anonymise: [phone] }|customers: { anonymise: [email] }" + "|",
        "\"erased-{key}@invalid\" }|gone }" + "|",
      })
  void aStageThatCannotBeIsToldByItsLine(String right, String wrong, String fault)
      throws IOException {
    assertThat(POLICY).contains(right);
    String written = POLICY.replace(right, wrong == null ? "" : wrong.replace('@', '\n'));

    assertThat(faults(written)).isEqualTo(fault == null ? List.of() : List.of(fault));
  }

  @Test
  void aStageThatWouldMakeStrangersOnePersonIsRefused() throws IOException {
    String written =
        POLICY
            .replace("customers: { anonymise: [phone] }", "customers: { anonymise: [email] }")
            .replace("\"erased-{key}@invalid\" }", "gone }");

    assertThat(faults(written))
        .containsExactly(
            "policy.yml:42: the mask would give several persons one customers.email, by which"
                + " 'same-person-by' takes them for one; add customers.email: null_rewrite, or a"
                + " value with {key} in it");
  }

  @Test
  void aStageThatNamesWhatIsInsideSaysSo() throws IOException {
    Path map = folder.resolve("map.yml");
    Path file = folder.resolve("policy.yml");
    Files.writeString(
        map,
        """
        dataset:
          - fides_key: d
            collections:
              - name: comments
                fields:
                  - { name: id, fides_meta: { primary_key: true } }
                  - { name: posted_at }
                  - name: payload
                    fields:
                      - { name: ip, data_categories: [user.device.ip_address] }
                      - { name: page }
        """);
    Files.writeString(
        file,
        POLICY
            .substring(0, POLICY.indexOf("  text:"))
            .replace("subject: { collection: customers, same-person-by: [email] }\n", "")
            .replace("[ip]", "[payload]")
            .concat("anonymise: { user.device.ip_address: null_rewrite }\n"));
    Faults faults = new Faults();

    PolicyAgainstMap.check(PolicyFile.read(file), DataMapFile.read(map), faults);

    assertThat(faults.all())
        .extracting(fault -> fault.toString().replace(folder + "/", ""))
        .containsExactly(
            "policy.yml:5: a stage of 'address' names comments.payload, and nothing masks it; name"
                + " what is inside: payload.ip");
  }
}
