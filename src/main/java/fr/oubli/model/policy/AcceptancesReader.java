package fr.oubli.model.policy;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import java.util.Optional;

/** Reads {@code acceptances}: where it stands who accepted which version of the policy. */
final class AcceptancesReader {

  private static final String VERSION = "version";
  private static final String ACCEPTED = "accepted";

  private final Faults faults;
  private final ColumnReader columns;

  AcceptancesReader(Faults faults) {
    this.faults = faults;
    this.columns = new ColumnReader(faults);
  }

  /** Empty where the policy says nothing, or what cannot be read. */
  Optional<Acceptances> acceptances(Mapping root) {
    return root.mapping("acceptances").flatMap(this::read);
  }

  private Optional<Acceptances> read(Mapping block) {
    block.knowing(VERSION, ACCEPTED);
    Optional<ColumnName> version = column(block, VERSION, "policy_acceptances.policy_version");
    Optional<ColumnName> accepted = column(block, ACCEPTED, "policy_acceptances.accepted_at");
    if (version.isEmpty() || accepted.isEmpty()) {
      return Optional.empty();
    }
    if (!version.get().collection().equals(accepted.get().collection())) {
      faults.add(
          block.placeOf(ACCEPTED),
          "'accepted' is a column of '%s', 'version' of another"
              .formatted(accepted.get().collection()),
          "name two columns of one collection");
      return Optional.empty();
    }
    return Optional.of(new Acceptances(version.get(), accepted.get(), block.place()));
  }

  private Optional<ColumnName> column(Mapping block, String key, String example) {
    return block.required(key, key + ": " + example).flatMap(columns::column);
  }
}
