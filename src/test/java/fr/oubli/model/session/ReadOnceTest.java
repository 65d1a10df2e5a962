package fr.oubli.model.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadOnceTest {

  @Test
  void aFileIsReadOnceAndAnotherOneIsReadAnew() {
    List<Path> read = new ArrayList<>();
    ReadOnce<String> files =
        new ReadOnce<>(
            path -> {
              read.add(path);
              return path.toString();
            });
    assertThat(files.of(Path.of("a.yml"))).isEqualTo("a.yml");
    assertThat(files.of(Path.of("a.yml"))).isEqualTo("a.yml");
    assertThat(files.of(Path.of("b.yml"))).isEqualTo("b.yml");
    assertThat(read).containsExactly(Path.of("a.yml"), Path.of("b.yml"));
  }
}
