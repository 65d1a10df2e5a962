package fr.oubli.platform.console;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;

/** Writes a log event as one line for people: level, message, fields, and a failure's one line. */
final class LogLines extends EncoderBase<ILoggingEvent> {

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder line = new StringBuilder();
    line.append(event.getLevel().toString().toLowerCase(Locale.ROOT));
    line.append(": ").append(event.getFormattedMessage());
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair field : event.getKeyValuePairs()) {
        line.append(' ').append(field.key).append('=').append(field.value);
      }
    }
    if (event.getThrowableProxy() instanceof ThrowableProxy failure) {
      line.append(" (").append(Failures.line(failure.getThrowable())).append(')');
    }
    return line.append(System.lineSeparator()).toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
