package fr.oubli.platform.console;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.json.JsonWriter;

/** Writes a log event as one line of JSON: time, level, event, logger, and its fields. */
final class JsonLines extends EncoderBase<ILoggingEvent> {

  private final JsonWriter<ILoggingEvent> writer =
      JsonWriter.<ILoggingEvent>of(
              members -> {
                members.add("time", event -> event.getInstant().toString());
                members.add("level", event -> event.getLevel().toString());
                members.add("event", ILoggingEvent::getFormattedMessage);
                members.add("logger", ILoggingEvent::getLoggerName);
                members.add("fields", JsonLines::fields).whenNotEmpty();
              })
          .withNewLineAtEnd();

  private static Map<String, Object> fields(ILoggingEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair field : event.getKeyValuePairs()) {
        fields.put(field.key, field.value);
      }
    }
    if (event.getThrowableProxy() instanceof ThrowableProxy failure) {
      fields.put("failure", Failures.line(failure.getThrowable()));
    }
    return fields;
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return writer.writeToString(event).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
