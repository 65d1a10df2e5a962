package fr.oubli.model.policy;

import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * One of the periods of a rule whose period stands in the data.
 *
 * @param written the name of the rule as the policy has it, under which persons are remembered
 * @param condition which rows have this period
 * @param all which rows have any; null but for one of the rules that are made of a written one,
 *     which counts for all of them what is left out
 * @param why what the rows have in common, for people: "customers.country is FR"
 */
public record ReadPeriod(
    String written, Period period, Filter condition, @Nullable Filter all, String why)
    implements PeriodSource {}
