package fr.oubli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OubliTest {

  @Test
  void everyCommandIsKnownByItsOwnName() {
    Oubli.commands()
        .forEach(
            (name, command) ->
                assertThat(new CommandLine(command.get()).getCommandName()).isEqualTo(name));
  }

  @Test
  void everyCommandHasALauncher() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("jobs"))) {
      List<String> launchers =
          files
              .filter(Files::isExecutable)
              .filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .toList();
      assertThat(Oubli.commands().keySet()).containsExactlyInAnyOrderElementsOf(launchers);
    }
  }
}
