package fr.oubli.purge.message;

import fr.oubli.platform.console.Variables;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.platform.output.SecretVariable;
import fr.oubli.purge.message.Mail.Server;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** To whom the message of the day goes. Secrets stand in variables, and on no command line. */
public final class MessageOptions {

  private static final Pattern ADDRESS = Pattern.compile("[^\\s@,;<>]+@[^\\s@,;<>]+");
  private static final int SUBMISSION = 587;
  private static final int MOST_PORT = 65_535;

  @Option(
      names = "--notify",
      paramLabel = "URL",
      description =
          "tells this webhook how the night ended; an address that is a secret goes into the"
              + " variable OUBLI_NOTIFY, the secret of the signature into OUBLI_NOTIFY_SECRET")
  private @Nullable String notify;

  @Option(
      names = "--notify-as",
      paramLabel = "FORM",
      description = "what the webhook takes: ${COMPLETION-CANDIDATES} (default: JSON)")
  private @Nullable ChatForm form;

  @Option(
      names = "--mail-to",
      paramLabel = "ADDRESS",
      split = ",",
      description =
          "tells these addresses too, through the server in OUBLI_SMTP (host:port) and from"
              + " OUBLI_MAIL_FROM; OUBLI_SMTP_USER and OUBLI_SMTP_PASSWORD where it asks for them")
  private @Nullable List<String> mailTo;

  /**
   * @throws Refusal when somebody is to be told in a way that cannot work
   */
  public Delivery delivery() {
    Map<String, String> variables = Variables.all();
    List<Channel> channels = new ArrayList<>();
    String address = notify == null ? secret("OUBLI_NOTIFY", variables) : notify;
    if (!address.isBlank()) {
      channels.add(
          new Webhook(
              webhook(address.strip()),
              form(variables),
              secret("OUBLI_NOTIFY_SECRET", variables),
              Clock.systemUTC()));
    }
    List<String> to = mailTo == null ? listed(variables.getOrDefault("OUBLI_MAIL_TO", "")) : mailTo;
    if (!to.isEmpty()) {
      channels.add(mail(to, variables));
    }
    return channels.isEmpty() ? Delivery.NONE : new Delivery(channels, Delivery.PAUSES);
  }

  private static String secret(String name, Map<String, String> variables) {
    return new SecretVariable(name, "the secret").in(variables).orElse("");
  }

  private static List<String> listed(String addresses) {
    return addresses.isBlank() ? List.of() : List.of(addresses.strip().split("\\s*,\\s*"));
  }

  /** What is refused is not repeated: it may be a secret. */
  private static URI webhook(String address) {
    try {
      URI uri = new URI(address);
      String scheme = String.valueOf(uri.getScheme());
      if (uri.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new Refusal(ExitCode.INVALID, NO_WEBHOOK);
    }
    throw new Refusal(ExitCode.INVALID, NO_WEBHOOK);
  }

  private static final String NO_WEBHOOK =
      "--notify (or OUBLI_NOTIFY) is no address of a webhook; write it as https://host/path";

  private ChatForm form(Map<String, String> variables) {
    String named = variables.getOrDefault("OUBLI_NOTIFY_AS", "").strip();
    if (form != null) {
      return form;
    }
    for (ChatForm each : ChatForm.values()) {
      if (each.name().equalsIgnoreCase(named)) {
        return each;
      }
    }
    if (named.isEmpty()) {
      return ChatForm.JSON;
    }
    throw new Refusal(
        ExitCode.INVALID,
        "OUBLI_NOTIFY_AS is '%s'; write one of %s".formatted(named, List.of(ChatForm.values())));
  }

  private static Mail mail(List<String> to, Map<String, String> variables) {
    String from = variables.getOrDefault("OUBLI_MAIL_FROM", "").strip();
    for (String each : to) {
      refuseNoAddress("--mail-to (or OUBLI_MAIL_TO)", each);
    }
    refuseNoAddress("OUBLI_MAIL_FROM", from);
    return new Mail(server(variables), from, to);
  }

  private static void refuseNoAddress(String where, String address) {
    if (!ADDRESS.matcher(address).matches()) {
      throw new Refusal(
          ExitCode.INVALID,
          "%s is '%s', no e-mail address; write it as nights@example.fr".formatted(where, address));
    }
  }

  private static Server server(Map<String, String> variables) {
    String named = variables.getOrDefault("OUBLI_SMTP", "").strip();
    int colon = named.lastIndexOf(':');
    String host = colon < 0 ? named : named.substring(0, colon);
    int port = colon < 0 ? SUBMISSION : port(named.substring(colon + 1));
    if (host.isEmpty() || port == 0) {
      throw new Refusal(
          ExitCode.INVALID,
          "mail needs the variable OUBLI_SMTP, which is '%s'; write it as smtp.example.fr:587"
              .formatted(named));
    }
    return new Server(
        host,
        port,
        variables.getOrDefault("OUBLI_SMTP_USER", ""),
        secret("OUBLI_SMTP_PASSWORD", variables));
  }

  /** Zero where it is none. */
  private static int port(String text) {
    if (!text.matches("\\d{1,5}")) {
      return 0;
    }
    int port = Integer.parseInt(text);
    return port <= MOST_PORT ? port : 0;
  }
}
