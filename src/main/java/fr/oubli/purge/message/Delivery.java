package fr.oubli.purge.message;

import fr.oubli.purge.message.Channel.Undeliverable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Delivers a message on every channel, trying again after a pause. What did not arrive is told and
 * fails nothing: the night itself ended as it did.
 *
 * @param pauses before each further try
 */
public record Delivery(List<Channel> channels, List<Duration> pauses) {

  /** To nobody. */
  public static final Delivery NONE = new Delivery(List.of(), List.of());

  static final List<Duration> PAUSES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(4));

  public Delivery {
    channels = List.copyOf(channels);
    pauses = List.copyOf(pauses);
  }

  /**
   * @return a line for each channel on which it did not arrive
   */
  public List<String> of(DayMessage message) {
    List<String> failures = new ArrayList<>();
    for (Channel channel : channels) {
      String why = tried(channel, message);
      if (!why.isEmpty()) {
        failures.add("the day's message did not reach " + channel.name() + ": " + why);
      }
    }
    return failures;
  }

  /** Empty once it arrived. */
  private String tried(Channel channel, DayMessage message) {
    for (int tries = 0; ; tries++) {
      try {
        channel.send(message);
        return "";
      } catch (Undeliverable e) {
        return String.valueOf(e.getMessage());
      } catch (IOException e) {
        if (tries == pauses.size()) {
          return told(e) + ", after " + (tries + 1) + " tries";
        }
        pause(pauses.get(tries));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return "interrupted";
      }
    }
  }

  /** A connection that was refused says nothing. */
  private static String told(IOException failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
