/**
 * What is done before the first night, or beside the nights: checking a database, drafting a map,
 * the demo, the benchmark. Start with {@code check.Check}.
 */
@NullMarked
package fr.oubli.setup;

import org.jspecify.annotations.NullMarked;
