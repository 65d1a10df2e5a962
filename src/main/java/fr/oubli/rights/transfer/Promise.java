package fr.oubli.rights.transfer;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.model.policy.Transfer;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.gate.Gates;
import fr.oubli.schema.sql.MappedSchema;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;

/**
 * What a policy promises of a transfer, on a database that fits it.
 *
 * @param home the folder of the key by which people are known again
 */
record Promise(
    Policy policy,
    DataMap map,
    Catalog catalog,
    Transfer transfer,
    SubjectRule subject,
    Path home) {

  /**
   * @throws Refusal where the policy says nothing of a transfer
   */
  static Transfer of(Policy policy) {
    Transfer transfer = policy.transfer();
    if (transfer == null || policy.subject() == null) {
      throw new Refusal(
          ExitCode.INVALID,
          "the policy does not say what goes in a transfer, and how people are told; add transfer: { told-before: P30D, goes: […], told-by: {…} }");
    }
    return transfer;
  }

  /**
   * @throws Refusal where a gate finds a problem, such as a column that nobody mapped
   */
  static Promise fitting(DataSource dataSource, Policy policy, DataMap map, Path home) {
    Transfer transfer = of(policy);
    Catalog catalog = Catalog.read(dataSource, map);
    Gates.refuse(Gates.checkReading(dataSource, catalog, map, policy), map);
    SubjectRule subject = Objects.requireNonNull(policy.subject());
    return new Promise(policy, map, catalog, transfer, subject, home);
  }

  MappedSchema schema() {
    return new MappedSchema(policy, map, catalog);
  }

  List<String> goes() {
    return transfer.goes().stream().map(name -> map.required(name).name()).distinct().toList();
  }

  /** The collections whose rows are looked at: those that go, and those that have addresses. */
  Set<String> collections() {
    Set<String> all = new LinkedHashSet<>(goes());
    transfer.toldBy().forEach(contact -> all.add(map.required(contact.collection()).name()));
    return all;
  }
}
