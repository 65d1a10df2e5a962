/**
 * The versions of the published privacy policy, and who accepted which. Start with {@code
 * PolicyVersions}, the register; {@code AcceptedVersions} reads what one person accepted, {@code
 * VersionCounts} how many people stand on which version.
 */
@NullMarked
package fr.oubli.rights.version;

import org.jspecify.annotations.NullMarked;
