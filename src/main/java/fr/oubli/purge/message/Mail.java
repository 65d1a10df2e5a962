package fr.oubli.purge.message;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * Sends the message by mail. A password is given to no server that does not encrypt.
 *
 * @param to the addresses of those who are to know
 */
record Mail(Server server, String from, List<String> to) implements Channel {

  private static final int IMPLICIT_TLS = 465;
  private static final String TIMEOUT_MILLIS = "10000";

  Mail {
    to = List.copyOf(to);
  }

  /**
   * @param user empty where the server asks for none
   */
  record Server(String host, int port, String user, String password) {

    /** Never with the password. */
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  @Override
  public String name() {
    return "the mail server " + server;
  }

  @Override
  public void send(DayMessage message) throws IOException {
    JavaMailSenderImpl sender = sender();
    try {
      MimeMessage mail = sender.createMimeMessage();
      MimeMessageHelper helper = new MimeMessageHelper(mail, StandardCharsets.UTF_8.name());
      helper.setFrom(from);
      helper.setTo(to.toArray(String[]::new));
      helper.setSubject(message.subject());
      helper.setText(message.text());
      // No absent reader's machine answers a machine.
      mail.setHeader("Auto-Submitted", "auto-generated");
      sender.send(mail);
    } catch (MailAuthenticationException e) {
      throw new Undeliverable("it does not know the user or the password");
    } catch (MailException | MessagingException e) {
      throw new IOException("it took no mail", e);
    }
  }

  private JavaMailSenderImpl sender() {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost(server.host());
    sender.setPort(server.port());
    Properties settings = sender.getJavaMailProperties();
    settings.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
    settings.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
    settings.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
    settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    settings.setProperty("mail.smtp.ssl.enable", "" + (server.port() == IMPLICIT_TLS));
    settings.setProperty("mail.smtp.starttls.enable", "true");
    if (!server.user().isEmpty()) {
      settings.setProperty("mail.smtp.auth", "true");
      settings.setProperty("mail.smtp.starttls.required", "" + (server.port() != IMPLICIT_TLS));
      sender.setUsername(server.user());
      sender.setPassword(server.password());
    }
    return sender;
  }
}
