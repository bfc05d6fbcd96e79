package bankapi.alert.control;

import bankapi.delivery.control.OperatorPosts;
import bankapi.platform.control.ServerThreads;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where operators are told, as it is set; none where nothing is. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init")
public class AlertChannels {

  private static final String WEBHOOK_URL = "bankapi.alert.webhook-url";
  private static final String WEBHOOK_FORMAT = "bankapi.alert.webhook-format";
  private static final String MAIL_SESSION = "bankapi.alert.mail-session";
  private static final String MAIL_TO = "bankapi.alert.mail-to";
  private static final String MAIL_FROM = "bankapi.alert.mail-from";

  /** Incoming webhooks of chats, separated by commas or blanks. Secret. */
  @Inject
  @ConfigProperty(name = WEBHOOK_URL)
  Optional<String> webhookUrls = Optional.empty();

  /** {@code slack} or {@code teams}. */
  @Inject
  @ConfigProperty(name = WEBHOOK_FORMAT, defaultValue = "slack")
  String webhookFormat;

  /** The JNDI name of the server's mail session. */
  @Inject
  @ConfigProperty(name = MAIL_SESSION)
  Optional<String> mailSession = Optional.empty();

  /** E-mail addresses of operators, separated by commas. */
  @Inject
  @ConfigProperty(name = MAIL_TO)
  Optional<String> mailTo = Optional.empty();

  /** Instead of the mail session's own sender. */
  @Inject
  @ConfigProperty(name = MAIL_FROM)
  Optional<String> mailFrom = Optional.empty();

  @Inject OperatorPosts posts;
  @Inject ServerThreads threads;

  private List<AlertChannel> channels = List.of();

  public AlertChannels() {}

  AlertChannels(List<AlertChannel> channels) {
    this.channels = channels;
  }

  /**
   * @throws IllegalStateException naming the setting that is wrong, not its value
   */
  @PostConstruct
  void read() {
    List<AlertChannel> all = new ArrayList<>(webhooks());
    mail().ifPresent(all::add);
    channels = List.copyOf(all);
  }

  List<AlertChannel> all() {
    return channels;
  }

  /** The keys under which it is written down what was told. */
  public List<String> keys() {
    return channels.stream().map(AlertChannel::key).toList();
  }

  /** As operators know the channel; its key where it is not set any more. */
  String name(String key) {
    return channels.stream()
        .filter(channel -> channel.key().equals(key))
        .map(AlertChannel::name)
        .findFirst()
        .orElse(key);
  }

  private List<WebhookChannel> webhooks() {
    WebhookChannel.Format format = format();
    return Stream.of(webhookUrls.orElse("").split("[\\s,]+"))
        .filter(url -> !url.isEmpty())
        .distinct()
        .map(url -> new WebhookChannel(address(url), format, posts))
        .toList();
  }

  private WebhookChannel.Format format() {
    try {
      return WebhookChannel.Format.valueOf(webhookFormat.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(WEBHOOK_FORMAT + " must be slack or teams", e);
    }
  }

  private URI address(String url) {
    try {
      posts.check(url);
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      // the cause may quote the address, which is a secret
      throw new IllegalStateException(WEBHOOK_URL + " cannot be used: not an https address");
    }
  }

  private Optional<MailChannel> mail() {
    if (mailSession.isEmpty() && mailTo.isEmpty()) {
      return Optional.empty();
    }
    if (mailSession.isEmpty() || mailTo.isEmpty()) {
      throw new IllegalStateException(MAIL_SESSION + " and " + MAIL_TO + " belong together");
    }
    InternetAddress[] to = addresses(MAIL_TO, mailTo.get());
    Optional<InternetAddress> from = mailFrom.map(text -> addresses(MAIL_FROM, text)[0]);
    return Optional.of(
        new MailChannel(
            mailSession.get(), to, from, AlertChannels::session, threads, MailChannel.IN_ALL));
  }

  /** Only what this server itself holds, never what lies behind another naming service. */
  @SuppressWarnings("BanJNDI") // the name is the operator's, and of no other naming service
  private static Session session(String name) throws NamingException {
    if (name.contains(":") && !name.startsWith("java:")) {
      throw new NamingException("not a name of this server");
    }
    return InitialContext.doLookup(name);
  }

  private static InternetAddress[] addresses(String setting, String text) {
    try {
      InternetAddress[] addresses = InternetAddress.parse(text, true);
      if (addresses.length > 0) {
        return addresses;
      }
      throw new IllegalStateException(setting + " names no address");
    } catch (AddressException e) {
      throw new IllegalStateException(setting + " is not a list of e-mail addresses", e);
    }
  }
}
