/**
 * What people had asked for, done again after the restore of an older database. Start with {@code
 * ReplayedRequests}.
 */
@NullMarked
package fr.oubli.rights.replay;

import org.jspecify.annotations.NullMarked;
