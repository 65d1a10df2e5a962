package fr.oubli.model.datacontroller;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the record of processing says of a purpose beside what the policy and the map tell. What
 * nobody said is empty or null: the record names it as missing.
 *
 * @param number by which the company knows the entry
 * @param created when the entry was first written
 * @param updated when it was looked at the last time
 * @param subPurposes what the purpose is made of; empty where it is one
 * @param sensitive which data it uses of those that the law protects most; an empty set for none,
 *     null where nobody said
 * @param impactAssessment whether there is one, or why there need be none
 */
public record RegisterEntry(
    String number,
    @Nullable LocalDate created,
    @Nullable LocalDate updated,
    List<String> subPurposes,
    @Nullable Set<SensitiveData> sensitive,
    String impactAssessment) {

  /** One of which nobody said anything. */
  public static final RegisterEntry UNSAID = new RegisterEntry("", null, null, List.of(), null, "");

  /** The words of the controller's file that it is read from. */
  static final List<String> WORDS =
      List.of("number", "created", "updated", "sub-purposes", "sensitive", "impact-assessment");

  public RegisterEntry {
    subPurposes = List.copyOf(subPurposes);
    sensitive = sensitive == null ? null : Set.copyOf(sensitive);
  }
}
