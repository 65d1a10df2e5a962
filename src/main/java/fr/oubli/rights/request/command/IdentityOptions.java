package fr.oubli.rights.request.command;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.rights.request.Identity;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say who asks, as the letter says it. */
final class IdentityOptions {

  private static final String PROPOSES =
      "confirms rows where same-person-by of the policy has it, proposes them otherwise";

  @Option(names = "--email", paramLabel = "ADDRESS", description = PROPOSES)
  private List<String> emails = new ArrayList<>();

  @Option(names = "--phone", paramLabel = "NUMBER", description = PROPOSES)
  private List<String> phones = new ArrayList<>();

  @Option(names = "--name", paramLabel = "NAME", description = "first and last name: proposes rows")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--field",
      paramLabel = "COLLECTION.FIELD=VALUE",
      description =
          "such as customers.id=42: confirms rows where the column is a key, is unique by itself,"
              + " or is an identity in same-person-by of the policy; any other proposes them; a key of"
              + " several columns is named by one of them: lines.order_id='(10248,11)'")
  private List<String> fields = new ArrayList<>();

  /**
   * @throws fr.oubli.platform.exit.Refusal when one of them cannot be read
   */
  List<Identity> all(DataMap map) {
    List<Identity> all = new ArrayList<>();
    emails.forEach(text -> all.add(Identity.email(text)));
    phones.forEach(text -> all.add(Identity.phone(text)));
    names.forEach(text -> all.add(Identity.name(text)));
    fields.forEach(text -> all.add(Identity.field(text, map)));
    return all;
  }
}
