package fr.oubli.setup.draft;

import fr.oubli.setup.clues.Proposal;
import fr.oubli.setup.clues.TableFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was drafted and what to do next, for standard error. */
final class DraftSummary {

  private DraftSummary() {}

  static List<String> lines(Draft draft, String text, List<String> unread) {
    List<Proposal> columns =
        draft.mapped().stream().flatMap(each -> draft.of(each.table()).stream()).toList();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d tables, %d columns: %d look personal, %d wait for your decision (DECIDE)"
            .formatted(
                draft.mapped().size(),
                columns.size(),
                columns.stream().filter(Proposal::personal).count(),
                text.lines().filter(line -> line.contains("# DECIDE: ")).count()));
    draft
        .unmapped()
        .forEach(each -> lines.add(name(each) + " is not mapped: " + draft.reason(each)));
    unread.forEach(name -> lines.add(name + " could not be read: judged by its names alone"));
    List<TableFacts> subjects = draft.subjects();
    lines.add(
        subjects.isEmpty()
            ? "no table of people was recognised; the policy's subject is yours to name"
            : "the people are probably in "
                + draft.name(subjects.get(0).table())
                + others(draft, subjects));
    return lines;
  }

  static String next(@Nullable Path map, @Nullable Path policy, @Nullable Path controller) {
    return "next: settle each DECIDE, then export OUBLI_DATAMAP=%s OUBLI_POLICY=%s%s and jobs/check"
        .formatted(
            map == null ? "YOURS" : map,
            policy == null ? "YOURS (--policy-skeleton begins one)" : policy,
            controller == null ? "" : " OUBLI_CONTROLLER=" + controller);
  }

  private static String others(Draft draft, List<TableFacts> subjects) {
    return subjects.size() == 1
        ? ""
        : "; people are also in "
            + String.join(
                ", ",
                subjects.subList(1, subjects.size()).stream()
                    .map(each -> draft.name(each.table()))
                    .toList());
  }

  private static String name(TableFacts facts) {
    return facts.table().schema() + "." + facts.table().name();
  }
}
