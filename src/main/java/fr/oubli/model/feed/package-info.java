/**
 * What a mapping file says of the files that a channel sends: which columns they have, how their
 * cells are written, and into which collections they go. Start with {@code FeedMappingFile}.
 */
@NullMarked
package fr.oubli.model.feed;

import org.jspecify.annotations.NullMarked;
