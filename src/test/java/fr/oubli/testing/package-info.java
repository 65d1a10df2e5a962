/**
 * What several tests share: databases with their folders ({@link fr.oubli.testing.Fixture}),
 * commands in processes of their own ({@link fr.oubli.testing.OubliProcess}), and requests of
 * persons ({@link fr.oubli.testing.Desk}). Start reading at {@link fr.oubli.testing.Fixture}.
 */
@NullMarked
package fr.oubli.testing;

import org.jspecify.annotations.NullMarked;
