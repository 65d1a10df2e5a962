/**
 * The rights of the data subject, from a person's letter to its answer. Start with {@code
 * request.RequestRegister}, then the right that you look for.
 *
 * <ul>
 *   <li>A deadline is computed in {@code request.Deadlines}.
 *   <li>A bundle is filled by {@code access.SubjectExport} and encrypted in {@code access.Bag}.
 *   <li>A new right starts in {@code request.Right}, whose Javadoc lists all that belongs to it.
 *   <li>Who is told, and what goes, when the business changes hands is in {@code transfer}; who
 *       accepted which version of the published policy in {@code version}.
 *   <li>What makes a row the person's is said in {@code fr.oubli.decision.person}.
 * </ul>
 */
@NullMarked
package fr.oubli.rights;

import org.jspecify.annotations.NullMarked;
