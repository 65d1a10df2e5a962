package fr.oubli.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.evidence.journal.KeptTables;
import fr.oubli.testing.Company;
import fr.oubli.testing.Foreign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of each table after a restore is decided, also of one that is new. */
class KeptTablesIT {

  @Test
  void everyRegisterCountsItsChanges() {
    try (Foreign bare = new Foreign()) {
      List<String> registers = KeptTables.registers(bare.jdbc());

      assertThat(
              bare.jdbc()
                  .queryForList(
                      "select c.relname from pg_trigger g join pg_class c on c.oid = g.tgrelid"
                          + " where g.tgname = 'register_changed'",
                      String.class))
          .as(
              "a register without the trigger is not kept outside: give it one, or list it in KeptTables")
          .containsExactlyInAnyOrderElementsOf(registers);
    }
  }

  @Test
  void theOfficerMayReadEveryRegisterAndSoKeepThemOutside() throws IOException {
    try (Company company = new Company()) {
      company.jdbc().execute(Files.readString(Path.of("sql/roles.sql")));

      assertThat(KeptTables.registers(company.jdbc()))
          .allSatisfy(
              register ->
                  assertThat(
                          company.text(
                              "select has_table_privilege('oubli_dpo', 'oubli.%s', 'select')"
                                  .formatted(register)))
                      .as(register)
                      .isEqualTo("true"));
    }
  }
}
