package fr.oubli.rights.access;

import fr.oubli.model.datamap.Collection;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.FileDigest;
import fr.oubli.rights.reply.KeptFiles;
import fr.oubli.rights.reply.OutcomeRegister;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestHistory;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.request.SearchReach;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Answers a request by a bundle, and notes in the register that the bundle was written. */
record BundleAnswer(
    DataSource dataSource, RequestRegister register, SubjectExport export, BundleForm form) {

  /**
   * A bundle that was written.
   *
   * @param files the ZIP, and a page that opens by itself where one was asked for
   * @param older a file that had the bundle's usual name already; null where none had
   * @param passphrase told once, stored nowhere; null where anybody can open the bundle
   * @param warnings what the officer should know before it is sent
   */
  record WrittenBundle(
      long request,
      WrittenFiles files,
      @Nullable String older,
      @Nullable String passphrase,
      List<String> warnings) {

    WrittenBundle {
      warnings = List.copyOf(warnings);
    }

    Path file() {
      return files.zip();
    }

    List<String> lines() {
      List<String> lines = new ArrayList<>(List.of(line()));
      warnings.forEach(warning -> lines.add("request " + request + ": " + warning));
      return lines;
    }

    String line() {
      return "request %d: wrote %s%s%s%s"
          .formatted(
              request,
              files.zip(),
              files.page() == null ? "" : " and " + files.page().getFileName(),
              older == null
                  ? ""
                  : " (" + older + " was there: an older one, or another database's)",
              passphrase == null
                  ? RequestHistory.UNENCRYPTED
                  : "; passphrase " + passphrase + " (told once: send it by another way)");
    }
  }

  /**
   * What is on the disk, and in no register yet.
   *
   * @param passphrase null where anybody can open it
   * @param elsewhere the sections of which files are not in it
   */
  private record Unnoted(
      Request request,
      WrittenFiles files,
      @Nullable String passphrase,
      List<CategoryOutcome> leftOut,
      List<String> elsewhere,
      List<Collection> notSearched) {}

  /**
   * Writes the bundle of one request.
   *
   * @throws Refusal when the request cannot be answered now
   */
  WrittenBundle one(long id) {
    Request request = answerable(id);
    return noted(alone(request));
  }

  /**
   * Writes the bundle of one of several people, from what is read for all of them. Where that
   * fails, whosever row it was, each is read alone.
   *
   * @throws Refusal when the request cannot be answered now
   */
  WrittenBundle one(long id, PeoplePage page) {
    Request request = answerable(id);
    return noted(page.isUsable() ? together(request, page) : alone(request));
  }

  private Request answerable(long id) {
    Request request = register.toCarryOut(id, Right.ACCESS, Right.PORTABILITY);
    new Matches(dataSource).refuseUndecided(id);
    return request;
  }

  private Unnoted together(Request request, PeoplePage page) {
    try {
      return written(page.reading(export).of(request.id()), request);
    } catch (DataAccessException e) {
      page.giveUp();
      return alone(request);
    }
  }

  private Unnoted alone(Request request) {
    try (PeopleReading alone = PeopleReading.open(export, request.right(), List.of(request.id()))) {
      return written(alone.of(request.id()), request);
    }
  }

  private Unnoted written(PersonReading person, Request request) {
    String passphrase = form == BundleForm.UNENCRYPTED ? null : Passphrase.fresh();
    char[] secret = passphrase == null ? null : passphrase.toCharArray();
    try {
      return new Unnoted(
          request,
          export.write(person, request, secret, form),
          passphrase,
          request.right() == Right.ACCESS ? person.leftOut() : List.of(),
          person.filesElsewhere(),
          person.notSearched());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that the registers hold of a bundle, or nothing. */
  private WrittenBundle noted(Unnoted bundle) {
    Map<Path, String> digests = new LinkedHashMap<>();
    bundle.files().all().forEach(file -> digests.put(file, FileDigest.of(file)));
    new TransactionTemplate(new JdbcTransactionManager(dataSource))
        .executeWithoutResult(status -> note(bundle, digests));
    String usual = SubjectExport.name(bundle.request()) + ".zip";
    List<String> warnings = new ArrayList<>(SearchReach.warning(bundle.notSearched()));
    if (!bundle.elsewhere().isEmpty()) {
      warnings.add(
          "files of %s are at addresses, and not in the bundle: send them beside it"
              .formatted(String.join(", ", bundle.elsewhere())));
    }
    return new WrittenBundle(
        bundle.request().id(),
        bundle.files(),
        bundle.files().zip().endsWith(usual) ? null : usual,
        bundle.passphrase(),
        warnings);
  }

  private void note(Unnoted bundle, Map<Path, String> digests) {
    long id = bundle.request().id();
    RequestHistory history = register.history();
    KeptFiles kept = new KeptFiles(dataSource);
    digests.forEach(
        (file, sha256) ->
            kept.bundle(id, export.folder(), file, sha256, export.today(), export.keptUntil()));
    history.note(
        id,
        "bundle's digest",
        digests.entrySet().stream()
            .map(file -> file.getKey().getFileName() + " sha256 " + file.getValue())
            .collect(Collectors.joining("; ")));
    history.note(
        id,
        bundle.request().right().step(),
        bundle.files().names() + (bundle.passphrase() == null ? RequestHistory.UNENCRYPTED : ""));
    new OutcomeRegister(dataSource).store(id, bundle.leftOut());
  }
}
