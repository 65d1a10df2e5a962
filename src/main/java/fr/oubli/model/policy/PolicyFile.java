package fr.oubli.model.policy;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import fr.oubli.model.policy.Policy.Attachments;
import fr.oubli.model.policy.Policy.Books;
import fr.oubli.model.policy.Policy.Heading;
import fr.oubli.model.policy.Policy.People;
import fr.oubli.model.policy.Policy.Retention;
import fr.oubli.model.yaml.Document;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.NearestWord;
import fr.oubli.model.yaml.Scalar;
import fr.oubli.model.yaml.Sequence;
import fr.oubli.model.yaml.Value;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a policy. All faults that the file alone can tell are told at once. */
public final class PolicyFile {

  private static final String USUAL_PHONE_REGION = "FR";

  private final Faults faults;
  private final Mapping root;

  private PolicyFile(Faults faults, Mapping root) {
    this.faults = faults;
    this.root = root;
  }

  /**
   * @throws fr.oubli.platform.exit.Refusal with one line per fault
   */
  public static Policy read(Path path) {
    Document document = Document.read(path);
    Optional<Policy> policy =
        document
            .root()
            .asMapping()
            .flatMap(root -> new PolicyFile(document.faults(), root).policy(document.sha256()));
    undecided(document.root(), document.faults());
    document.faults().refuseIfAny();
    return policy.orElseThrow();
  }

  /**
   * A drafted policy has DECIDE where a person must decide; each that is left is a fault, unless
   * its line has another fault already.
   */
  private static void undecided(Value value, Faults faults) {
    if (value instanceof Mapping mapping) {
      mapping.entries().forEach(entry -> undecided(entry.value(), faults));
    } else if (value instanceof Sequence sequence) {
      sequence.items().forEach(item -> undecided(item, faults));
    } else if (value instanceof Scalar scalar
        && scalar.text() != null
        && scalar.text().stripLeading().startsWith("DECIDE")
        && faults.all().stream().noneMatch(fault -> fault.place().equals(scalar.place()))) {
      faults.add(
          scalar.place(),
          scalar.name() + " is still to be decided: " + scalar.kind(),
          "write what your policy says");
    }
  }

  private Optional<Policy> policy(String sha256) {
    root.knowing(
        "policy",
        "language",
        "zone",
        "phone-region",
        "subject",
        "fiscal-years",
        "rules",
        "holds",
        "anonymise",
        "files",
        "objection",
        "canvassing",
        "transfer",
        "acceptances",
        "accounting",
        "limits");
    Optional<String> name = root.requiredText("policy", "policy: the company's name");
    Language language = Language.read(root, faults);
    Optional<ZoneId> zone = root.requiredText("zone", "zone: Europe/Paris").flatMap(this::zone);
    String phoneRegion =
        root.text("phone-region").map(this::phoneRegion).orElse(USUAL_PHONE_REGION);
    Optional<SubjectRule> subject = root.mapping("subject").flatMap(this::subject);
    Optional<FiscalYears> years =
        root.mapping("fiscal-years").flatMap(new FiscalYearsReader(faults)::years);
    List<Rule> rules = new RuleReader(faults, root).rules();
    List<HoldRule> holds = new HoldReader(faults).holds(root);
    Masks masks = new MaskReader(faults).masks(root);
    Attachments files = new Attachments(new FilesReader(faults).files(root));
    List<Objection> objections = new ObjectionReader(faults).objections(root);
    Optional<Canvassing> canvassing = new CanvassingReader(faults).canvassing(root);
    Optional<Transfer> transfer = new TransferReader(faults).transfer(root);
    Optional<Acceptances> acceptances = new AcceptancesReader(faults).acceptances(root);
    Optional<Accounting> accounting = AccountingReader.accounting(root);
    Limits limits = new LimitsReader(faults).limits(root);
    if (name.isEmpty() || zone.isEmpty() || !faults.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Policy(
            new Heading(name.get(), sha256, zone.get(), phoneRegion, language),
            new People(
                subject.orElse(null),
                objections,
                canvassing.orElse(null),
                transfer.orElse(null),
                acceptances.orElse(null)),
            new Retention(rules, holds),
            masks,
            files,
            new Books(years.orElse(null), accounting.orElse(null)),
            limits));
  }

  /** A region is asked for: an offset such as +01:00 has no summer time. */
  private Optional<ZoneId> zone(String written) {
    if (ZoneId.getAvailableZoneIds().contains(written)) {
      return Optional.of(ZoneId.of(written));
    }
    faults.add(
        root.placeOf("zone"),
        "unknown time zone '" + written + "'",
        NearestWord.mend(
            written, ZoneId.getAvailableZoneIds(), "write a region such as Europe/Paris"));
    return Optional.empty();
  }

  private String phoneRegion(String written) {
    Set<String> regions = PhoneNumberUtil.getInstance().getSupportedRegions();
    if (!regions.contains(written)) {
      faults.add(
          root.placeOf("phone-region"),
          "unknown telephone region '" + written + "'",
          "write the two capital letters of a country, such as FR");
    }
    return written;
  }

  private Optional<SubjectRule> subject(Mapping block) {
    block.knowing("collection", "same-person-by", "email-ignores");
    List<String> samePersonBy =
        block
            .sequence("same-person-by")
            .map(list -> list.notEmpty("name a kind such as [email], or leave it out"))
            .map(Sequence::texts)
            .orElse(List.of());
    EmailIgnores ignores = EmailIgnoresReader.ignores(block);
    return block
        .requiredText("collection", "collection: customers")
        .map(collection -> new SubjectRule(collection, samePersonBy, ignores, block.place()));
  }
}
