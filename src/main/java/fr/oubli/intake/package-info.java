/**
 * Brings in what the site, the application and the telephone send. Start with {@code Feed}, which
 * has the order of things; {@code model.feed.FeedMappingFile} reads what a file looks like.
 *
 * <ul>
 *   <li>A line is found by {@code RawLines}, read and judged by {@code LineProcessor}, and staged.
 *   <li>What the staged lines come to is told apart in {@code Judgement}: bad ones, and those of
 *       people who must not come back.
 *   <li>{@code Merge} brings the others in, all or none.
 * </ul>
 */
@NullMarked
package fr.oubli.intake;

import org.jspecify.annotations.NullMarked;
