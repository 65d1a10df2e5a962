package fr.oubli.purge.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a webhook expects in the body of a message. */
enum ChatForm {
  /** All fields, for a program of one's own. */
  JSON {
    @Override
    Map<String, Object> body(DayMessage message, Instant now) {
      return message.fields(now);
    }
  },
  /** Slack, Mattermost, Rocket.Chat and Google Chat. */
  SLACK {
    @Override
    Map<String, Object> body(DayMessage message, Instant now) {
      return Map.of("text", whole(message));
    }
  },
  DISCORD {
    @Override
    Map<String, Object> body(DayMessage message, Instant now) {
      String whole = whole(message);
      return Map.of(
          "content", whole.substring(0, Math.min(MOST_OF_DISCORD, whole.length())),
          "allowed_mentions", Map.of("parse", List.of()));
    }
  },
  /** A card, as Teams takes it from its workflows. */
  TEAMS {
    @Override
    Map<String, Object> body(DayMessage message, Instant now) {
      Map<String, Object> card =
          Map.of(
              "type",
              "AdaptiveCard",
              "version",
              "1.4",
              "body",
              List.of(block(message.subject(), "Bolder"), block(message.text(), "Default")));
      return Map.of(
          "type",
          "message",
          "attachments",
          List.of(
              Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
    }
  };

  private static final int MOST_OF_DISCORD = 2000;

  abstract Map<String, Object> body(DayMessage message, Instant now);

  private static String whole(DayMessage message) {
    return message.subject() + "\n" + message.text();
  }

  private static Map<String, Object> block(String text, String weight) {
    return Map.of("type", "TextBlock", "wrap", true, "text", text, "weight", weight);
  }
}
