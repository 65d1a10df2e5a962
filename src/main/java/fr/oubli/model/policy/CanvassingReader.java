package fr.oubli.model.policy;

import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import java.time.Period;
import java.util.Optional;

/** Reads {@code canvassing}: where it stands who may be called to be sold something. */
final class CanvassingReader {

  private static final String GIVEN = "given";
  private static final String WITHDRAWN = "withdrawn";
  private static final String ONLY = "only";
  private static final String VALID = "valid";
  private static final String RUNNING = "running";

  private final Faults faults;
  private final ColumnReader columns;

  CanvassingReader(Faults faults) {
    this.faults = faults;
    this.columns = new ColumnReader(faults);
  }

  /** Empty where the policy says nothing, or what cannot be read. */
  Optional<Canvassing> canvassing(Mapping root) {
    return root.mapping("canvassing").flatMap(this::read);
  }

  private Optional<Canvassing> read(Mapping block) {
    block.knowing(GIVEN, WITHDRAWN, ONLY, VALID, RUNNING);
    Optional<ColumnName> given = column(block, GIVEN, "consents.granted_at");
    Optional<ColumnName> withdrawn = column(block, WITHDRAWN, "consents.withdrawn_at");
    Filter only = block.mapping(ONLY).map(columns::filter).orElse(Filter.NONE);
    Filter running = block.mapping(RUNNING).map(columns::filter).orElse(Filter.NONE);
    Optional<Period> valid = valid(block);
    if (given.isEmpty() || withdrawn.isEmpty() || valid.isEmpty()) {
      return Optional.empty();
    }
    boolean together = inOneTable(block, given.get(), withdrawn.get());
    boolean ofConsents = speaksOf(block, ONLY, only, given.get().collection());
    boolean ofContracts = speaksOfOne(block, running);
    return together && ofConsents && ofContracts
        ? Optional.of(
            new Canvassing(given.get(), withdrawn.get(), only, valid.get(), running, block.place()))
        : Optional.empty();
  }

  private Optional<ColumnName> column(Mapping block, String key, String example) {
    return block.required(key, key + ": " + example).flatMap(columns::column);
  }

  private Optional<Period> valid(Mapping block) {
    if (!block.has(VALID)) {
      return Optional.of(Canvassing.LONGEST);
    }
    Optional<Period> written = block.value(VALID).flatMap(new PeriodReader(faults)::written);
    if (written.filter(Canvassing::isTooLong).isPresent()) {
      faults.add(
          block.placeOf(VALID),
          "a consent to be called is good for a year at most, not for " + written.get(),
          "write valid: P1Y or less, or leave it out");
      return Optional.empty();
    }
    return written;
  }

  private boolean inOneTable(Mapping block, ColumnName given, ColumnName withdrawn) {
    if (given.collection().equals(withdrawn.collection())) {
      return true;
    }
    faults.add(
        block.placeOf(WITHDRAWN),
        "'withdrawn' is a column of '" + withdrawn.collection() + "', 'given' of another",
        "name two columns of one collection");
    return false;
  }

  private boolean speaksOf(Mapping block, String key, Filter filter, String collection) {
    if (filter.isEmpty()
        || filter.onlyCollection().filter(collection::equals).isPresent()
        || !faults.isEmpty()) {
      return true;
    }
    faults.add(
        block.placeOf(key),
        "'" + key + "' speaks of other rows than those of '" + collection + "'",
        "name columns of '" + collection + "' alone");
    return false;
  }

  private boolean speaksOfOne(Mapping block, Filter running) {
    if (running.isEmpty() || running.onlyCollection().isPresent() || !faults.isEmpty()) {
      return true;
    }
    faults.add(
        block.placeOf(RUNNING),
        "'running' speaks of several collections",
        "name the columns of the contracts alone");
    return false;
  }
}
