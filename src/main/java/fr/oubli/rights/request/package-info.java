/**
 * The register of requests: what people ask, by when each has to be answered, by what they are
 * known, and which rows were found. Start with {@code RequestRegister}, then {@code RequestSteps}.
 * A deadline is computed in {@code Deadlines}; rows are looked for by {@code SubjectSearch}.
 */
@NullMarked
package fr.oubli.rights.request;

import org.jspecify.annotations.NullMarked;
