package fr.oubli.reports;

import fr.oubli.reports.ReportWords.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * The pages of runs, which stay as they were written, in the folders of their days. Two databases
 * may share the folder and count their runs alike: a page says in its head which seal it shows, and
 * one of another seal is never written over.
 *
 * @param root the folder of all days
 */
record RunPages(Path root) {

  /** A page says so early which seal it shows that the rest need not be read. */
  private static final int HEAD = 1024;

  private static final int BEGINNING = 8;

  /** The page that shows the latest state of all, or of a day, in a language. */
  static Path index(Path folder, Language language) {
    return folder.resolve("index" + suffix(language) + ".html");
  }

  /** Where the page of a run is, or is to be written. */
  Path file(LocalDate day, long run, String seal, Language language) {
    Path plain = named(day, "run-" + run, language);
    return !Files.exists(plain) || shows(plain, seal) ? plain : beside(day, run, seal, language);
  }

  /** The page of a run, if there is one. */
  Optional<Path> existing(LocalDate day, long run, String seal, Language language) {
    Path file = file(day, run, seal, language);
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }

  private Path beside(LocalDate day, long run, String seal, Language language) {
    return named(day, "run-%d-%s".formatted(run, seal.substring(0, BEGINNING)), language);
  }

  private Path named(LocalDate day, String name, Language language) {
    return root.resolve(day.toString()).resolve(name + suffix(language) + ".html");
  }

  private static String suffix(Language language) {
    return language == Language.FR ? "" : "." + language.name().toLowerCase(Locale.ROOT);
  }

  private static boolean shows(Path file, String seal) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).contains(seal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
