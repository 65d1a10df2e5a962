package fr.oubli.rights.request;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The time in which a request has to be answered, in days of the calendar.
 *
 * @param deadline the last day to answer, suspension and extension counted
 * @param suspendedDays how long doubts that are lifted stopped the clock
 * @param suspendedOn since when a doubt about the identity stops the clock; null when none does
 * @param extendedOn the day on which the person was told of an extension; null without one
 */
record RequestTerm(
    LocalDate receivedOn,
    LocalDate deadline,
    int suspendedDays,
    @Nullable LocalDate suspendedOn,
    @Nullable LocalDate extendedOn) {}
