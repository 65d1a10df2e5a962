/**
 * Reports for the data protection officer and the auditor, made from the policy, the map, the
 * evidence and what the database recorded of runs and requests: the compliance page of a run, the
 * record of what it destroyed, the register of requests, the register of processing activities, and
 * the verification of the ledger. Start with {@code CompliancePage} and {@code ComplianceState}.
 */
@NullMarked
package fr.oubli.reports;

import org.jspecify.annotations.NullMarked;
