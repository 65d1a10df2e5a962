package fr.oubli.rights.access;

import fr.oubli.rights.reply.FileDigest;
import fr.oubli.rights.reply.KeptFiles;
import fr.oubli.rights.reply.OutcomeRegister;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestHistory;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.Right;
import fr.oubli.rights.request.SearchReach;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

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
   * Writes the bundle of one request.
   *
   * @throws fr.oubli.platform.exit.Refusal when the request cannot be answered now
   */
  WrittenBundle one(long id) {
    Request request = register.toCarryOut(id, Right.ACCESS, Right.PORTABILITY);
    new Matches(dataSource).refuseUndecided(id);
    boolean open = form == BundleForm.UNENCRYPTED;
    String passphrase = open ? null : Passphrase.fresh();
    char[] secret = passphrase == null ? null : passphrase.toCharArray();
    WrittenFiles files = export.write(request, secret, form);
    List<String> digests = new ArrayList<>();
    for (Path file : files.all()) {
      String sha256 = FileDigest.of(file);
      new KeptFiles(dataSource)
          .bundle(id, export.folder(), file, sha256, export.today(), export.keptUntil());
      digests.add(file.getFileName() + " sha256 " + sha256);
    }
    register.history().note(id, "bundle's digest", String.join("; ", digests));
    register
        .history()
        .note(
            id,
            request.right().step(),
            files.names() + (open ? RequestHistory.UNENCRYPTED : ""));
    new OutcomeRegister(dataSource).store(id, export.leftOut(request));
    String usual = SubjectExport.name(request) + ".zip";
    String older = files.zip().endsWith(usual) ? null : usual;
    List<String> warnings = new ArrayList<>(SearchReach.warning(export.notSearched(request)));
    List<String> elsewhere = export.filesElsewhere(request);
    if (!elsewhere.isEmpty()) {
      warnings.add(
          "files of %s are at addresses, and not in the bundle: send them beside it"
              .formatted(String.join(", ", elsewhere)));
    }
    return new WrittenBundle(id, files, older, passphrase, warnings);
  }
}
