package fr.oubli.schema.gate;

import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.ColumnFilter;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.DataPeriod;
import fr.oubli.model.policy.Masks;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.Rule;
import fr.oubli.model.policy.mask.MaskEffect;
import fr.oubli.model.yaml.Faults;
import fr.oubli.schema.sql.Belonging;
import fr.oubli.schema.sql.Belonging.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges on which rows the conditions of a rule bear. What a rule acts on must belong to the rows
 * that a condition is on, or have a rule of its own; and a policy that was written when a condition
 * bore on its own collection alone is not read otherwise before somebody says so.
 */
record ConditionsAgainstMap(Policy policy, DataMap map, MapNames names, Faults faults) {

  void check() {
    policy.rules().stream().filter(rule -> !rule.only().isEmpty()).forEach(this::check);
  }

  private void check(Rule rule) {
    Belonging belonging = new Belonging(map, policy.subject());
    List<String> acted = names.known(rule.then().keySet());
    for (String on : names.known(rule.only().collections())) {
      List<String> strangers =
          acted.stream().filter(name -> belonging.of(rule, name, on) == Kind.NONE).toList();
      List<String> bound =
          acted.stream().filter(name -> !name.equals(on) && !strangers.contains(name)).toList();
      boolean ofOldMeaning =
          policy.language().isFirst()
              && rule.then().containsKey(on)
              && rule.reach().only().collections().contains(on);
      if (ofOldMeaning && !bound.isEmpty()) {
        unsaid(rule, on, bound);
        continue;
      }
      if (!strangers.isEmpty() && (!ofOldMeaning || severalAtOnce(rule, on) || says(rule, on))) {
        unrelated(rule, on, strangers);
      }
      masked(rule, on, bound);
    }
    rule.keep()
        .inData()
        .map(DataPeriod::column)
        .filter(this::isActedOn)
        .ifPresent(column -> rewritten(column, rule, acted));
    archived(rule, belonging);
    acted.forEach(name -> toldBelow(rule, name, belonging));
  }

  /** The period of the rule's rows stands in a collection. */
  private static boolean says(Rule rule, String on) {
    return rule.keep().inData().filter(data -> data.column().collection().equals(on)).isPresent();
  }

  /** What of the rule is on a collection. */
  private static String word(Rule rule, String on) {
    return rule.reach().only().collections().contains(on) ? "'only'" : "'keep'";
  }

  /** The rows below go first, and nothing is left then that the condition could be asked of. */
  private void toldBelow(Rule rule, String acted, Belonging belonging) {
    for (String below :
        belonging.toldBelow(rule, acted).stream().map(Step::child).distinct().toList()) {
      List<String> removing =
          policy.rules().stream()
              .filter(each -> each.action(below).filter(Action::removesRow).isPresent())
              .map(Rule::name)
              .toList();
      if (!removing.isEmpty()) {
        faults.add(
            rule.place(),
            "%s of '%s' reaches '%s' over '%s', whose rows go before them"
                .formatted(
                    rule.keep().inData().isEmpty() ? "'only'" : "'only' or 'keep'",
                    rule.name(),
                    acted,
                    below),
            "write %s: anonymise in %s, or ask a column of '%s' itself"
                .formatted(below, listed(removing), acted));
      }
    }
  }

  /** Part of an alternative, which cannot say nothing of a row. */
  private static boolean severalAtOnce(Rule rule, String on) {
    return rule.only().necessary().stream()
        .anyMatch(part -> part.onlyCollection().isEmpty() && part.collections().contains(on));
  }

  private void unsaid(Rule rule, String on, List<String> belonging) {
    faults.add(
        rule.place(),
        "'only' of '%1$s' is on '%2$s', to whose rows those of %3$s belong: it bore on '%2$s' alone"
            .formatted(rule.name(), on, listed(belonging)),
        "write language: 2, in which it bears on what belongs to a row too, or give %s a rule of"
                .formatted(listed(belonging))
            + " their own");
  }

  private void unrelated(Rule rule, String on, List<String> strangers) {
    faults.add(
        rule.place(),
        "%s of '%s' is on '%s', and says nothing of %s: no reference and no person leads there"
            .formatted(word(rule, on), rule.name(), on, listed(strangers)),
        "give %s a rule of its own, or map the reference".formatted(listed(strangers)));
  }

  /** Rows that stay would no longer be told apart once the row above them is masked. */
  private void masked(Rule rule, String on, List<String> belonging) {
    if (belonging.isEmpty()) {
      return;
    }
    rule.reach().only().conditions().stream()
        .map(ColumnFilter::column)
        .filter(column -> column.collection().equals(on))
        .filter(this::isActedOn)
        .distinct()
        .forEach(column -> rewritten(column, rule, belonging));
  }

  private boolean isActedOn(ColumnName column) {
    return policy.rules().stream()
        .flatMap(each -> each.action(column.collection()).stream())
        .anyMatch(action -> action.mayRewrite(column.column()));
  }

  private void rewritten(ColumnName column, Rule rule, List<String> belonging) {
    List<String> categories = names.field(column).map(Field::categories).orElse(List.of());
    policy
        .masks()
        .of(column, categories)
        .filter(entry -> entry.mask().effect() != MaskEffect.PRESERVES)
        .ifPresent(entry -> rewritten(column, rule, belonging, entry));
  }

  private void rewritten(ColumnName column, Rule rule, List<String> belonging, Masks.Entry entry) {
    faults.add(
        entry.place(),
        "the mask would rewrite %s, by which '%s' tells which rows of %s it bears on"
            .formatted(column, rule.name(), listed(belonging)),
        "add " + column + ": preserve");
  }

  /** What is in the archive can no longer be asked: the rule would end all of it. */
  private void archived(Rule rule, Belonging belonging) {
    for (String name : names.known(rule.then().keySet())) {
      boolean archives =
          policy.rules().stream()
              .flatMap(each -> each.action(name).stream())
              .anyMatch(Action::archives);
      Optional<Rule> ends =
          policy.rules().stream()
              .filter(each -> each.action(name).filter(Action::destroys).isPresent())
              .filter(each -> !each.starts().perSubject())
              .findFirst();
      if (archives && ends.filter(rule::equals).isPresent() && belonging.bears(rule, name)) {
        faults.add(
            rule.place(),
            "'%s' is archived, and '%s' ends its archive, where its %s cannot be asked"
                .formatted(name, rule.name(), without(rule)),
            "put a rule without %s that deletes '%s' before it".formatted(without(rule), name));
      }
    }
  }

  private static String without(Rule rule) {
    return rule.keep().inData().isEmpty() ? "'only'" : "'only' or period by a column";
  }

  private static String listed(List<String> names) {
    List<String> quoted = names.stream().map(name -> "'" + name + "'").toList();
    return quoted.size() < 2
        ? String.join("", quoted)
        : quoted.stream().limit(quoted.size() - 1L).collect(Collectors.joining(", "))
            + " and "
            + quoted.get(quoted.size() - 1);
  }
}
