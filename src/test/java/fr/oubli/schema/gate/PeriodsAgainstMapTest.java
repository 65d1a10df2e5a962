package fr.oubli.schema.gate;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.DataMapFile;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.model.yaml.Fault;
import fr.oubli.model.yaml.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a period may stand in the data, as far as the files can tell. */
class PeriodsAgainstMapTest {

  private static final Path EXAMPLES = Path.of("src/test/resources/policy");

  @TempDir private Path folder = Path.of("");

  /** Of the example with texts in the place of others. */
  private List<String> faults(String... changes) throws IOException {
    String policy = Files.readString(EXAMPLES.resolve("shop.yml"));
    for (int i = 0; i < changes.length; i += 2) {
      assertThat(policy).contains(changes[i]);
      policy = policy.replace(changes[i], changes[i + 1]);
    }
    Path file = Files.writeString(folder.resolve("policy.yml"), policy);
    Faults faults = new Faults();
    PolicyAgainstMap.check(
        PolicyFile.read(file), DataMapFile.read(EXAMPLES.resolve("shop-map.yml")), faults);
    return faults.all().stream()
        .map(Fault::toString)
        .map(line -> line.substring(folder.toString().length() + 1))
        .toList();
  }

  @Test
  void aRowsOwnColumnSaysItsPeriodInTheFirstEditionToo() throws IOException {
    assertThat(faults("P6M", "{ by: recordings.file_path, a: P6M, else: strictest }")).isEmpty();
  }

  @Test
  void aPersonsColumnSaysThePeriodOfAllThatIsTheirs() throws IOException {
    assertThat(faults("at-most: P5Y", "at-most: { by: orders.status, a: P6M, else: P5Y }"))
        .containsExactly(
            "policy.yml:10: 'keep' of 'order-data' is on 'orders', and says nothing of 'customers'"
                + " and 'contact_requests': no reference and no person leads there; give 'customers'"
                + " and 'contact_requests' a rule of its own, or map the reference");
    assertThat(faults("at-most: P5Y", "at-most: { by: customers.id, 1: P6M, else: P5Y }"))
        .isEmpty();
  }

  @Test
  void accountingDocumentsHaveOnePeriod() throws IOException {
    assertThat(
            faults(
                "{ invoices: { archive: [number, issued_on] } }\n",
                "{ invoices: delete }\n",
                "at-least: P10Y",
                "at-least: { by: invoices.number, 1: P10Y, else: P10Y }",
                "limits:",
                "accounting: { documents: invoices, number: number, issued: issued_on,"
                    + " excl-tax: number, tax: number }\nlimits:"))
        .contains(
            "policy.yml:22: 'accounting-documents' ends the accounting documents 'invoices', which"
                + " all have one period; write it, such as keep: { at-least: P10Y }");
  }

  @Test
  void anArchiveCannotBeAskedForItsPeriod() throws IOException {
    assertThat(
            faults(
                "holds:",
                """
                  ends:
                    cites: a contract
                    basis: contract
                    starts: { row: invoices.issued_on }
                    keep: { at-most: { by: invoices.number, 1: P10Y, else: P20Y } }
                    then: { invoices: delete }
                holds:"""))
        .containsExactly(
            "policy.yml:32: 'invoices' is archived, and 'ends' ends its archive, where its 'only' or"
                + " period by a column cannot be asked; put a rule without 'only' or period by a"
                + " column that deletes 'invoices' before it");
  }

  @Test
  void anUnknownColumnIsToldWhereItStands() throws IOException {
    assertThat(faults("P6M", "{ days: recordings.started_on }"))
        .containsExactly(
            "policy.yml:30: unknown column 'recordings.started_on'; did you mean 'started_at'?");
  }
}
