package fr.oubli.setup.demo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes one short, valid audio file per recording: a dial tone. */
record AudioFiles(DataSource dataSource, Path root) {

  private static final int RATE = 8_000;
  private static final int SAMPLES = RATE / 4;
  private static final double TONE_HERTZ = 440;

  void write() {
    List<String> paths =
        new JdbcTemplate(dataSource)
            .queryForList(
                "select file_path from public.recordings where file_path is not null",
                String.class);
    try {
      byte[] sound = wav();
      for (String path : paths) {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, sound);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] wav() throws IOException {
    byte[] samples = new byte[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      samples[i] = (byte) (128 + 60 * Math.sin(2 * Math.PI * TONE_HERTZ * i / RATE));
    }
    AudioFormat format = new AudioFormat(RATE, 8, 1, false, false);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(samples), format, SAMPLES),
        AudioFileFormat.Type.WAVE,
        out);
    return out.toByteArray();
  }
}
