/**
 * Tries the purge and the answers to persons on random schemas, policies and rows. An oracle in
 * plain Java says what must become of every row; a case that goes otherwise is made small and
 * written out for a person.
 *
 * <p>Read the classes in the order in which a case passes through them:
 *
 * <ol>
 *   <li>{@link fr.oubli.property.Generator} makes a case from a seed, always the same one from the
 *       same seed.
 *   <li>{@link fr.oubli.property.Scenario} is the case: tables with their rows, rules, holds, and
 *       the two days on which nights run.
 *   <li>{@link fr.oubli.property.Trial} makes the case real in a database, runs its nights, and has
 *       each of them judged.
 *   <li>{@link fr.oubli.property.Oracle} says which rows must go, be masked or stay on a day; it
 *       uses none of the product's own code.
 *   <li>{@link fr.oubli.property.Held} says which rows no job may change, since a hold reaches them
 *       by whichever tie.
 *   <li>{@link fr.oubli.property.Comparison} compares what the database holds after a night with
 *       the oracle, row by row; {@link fr.oubli.property.Counts} compares the numbers that the plan
 *       and the run tell; {@link fr.oubli.property.Evidence} compares the ledger's entries with
 *       what changed.
 *   <li>{@link fr.oubli.property.Shrinker} takes away from a failing case whatever the failure does
 *       not need.
 *   <li>{@link fr.oubli.property.Story} writes the small case as SQL, map and policy, to be run by
 *       hand.
 * </ol>
 *
 * <p>The generator draws with {@link fr.oubli.property.Schemas}, {@link fr.oubli.property.Policies}
 * and {@link fr.oubli.property.Population}. The oracle reads dates with {@link
 * fr.oubli.property.Clocks} and follows references with {@link fr.oubli.property.Graph}. Whose a
 * row is stands in two places: {@link fr.oubli.property.Whose} reads it from the tables, {@link
 * fr.oubli.property.Ties} from the rows; {@link fr.oubli.property.Saying} writes it into the map.
 * {@link fr.oubli.property.Answers} judges what one person of the case is answered. {@code
 * RandomSchemasIT} tries the cases; what they found stays in {@code FoundCasesIT}, {@code
 * FoundPersonsIT}, {@code FoundErasuresIT} and {@code WhatWentIT}.
 */
@NullMarked
package fr.oubli.property;

import org.jspecify.annotations.NullMarked;
