package fr.oubli.model.policy;

import fr.oubli.model.yaml.Place;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the controller promises, as one file says it.
 *
 * @param sha256 of the file's bytes, in hexadecimal: the version that evidence names
 * @param zone whose days the periods are counted in
 * @param phoneRegion where telephone numbers without a country's code are dialled, such as FR
 * @param files per collection the column that holds the path of a file to remove with the row
 * @param filesPlace where the file says so
 * @param accounting what the accountants' documents are; null where there are none
 * @param objections what stops when somebody objects to marketing
 */
public record Policy(
    String name,
    String sha256,
    ZoneId zone,
    String phoneRegion,
    @Nullable SubjectRule subject,
    @Nullable FiscalYears fiscalYears,
    List<Rule> rules,
    List<HoldRule> holds,
    Masks masks,
    Map<String, String> files,
    Place filesPlace,
    List<Objection> objections,
    @Nullable Accounting accounting,
    Limits limits) {

  public Policy {
    rules = List.copyOf(rules);
    holds = List.copyOf(holds);
    files = Map.copyOf(files);
    objections = List.copyOf(objections);
  }
}
