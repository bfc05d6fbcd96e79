package bankapi.connection.control;

import bankapi.bridge.control.BridgeCaller;
import bankapi.bridge.control.BridgeCaller.Manner;
import bankapi.bridge.control.BridgeGateway;
import bankapi.bridge.control.ConnectSession;
import bankapi.bridge.control.SessionRequest;
import bankapi.bridge.control.UnknownBridgeUser;
import bankapi.item.control.ItemStatus;
import bankapi.item.control.ItemView;
import bankapi.item.control.Items;
import bankapi.item.control.LostUsers;
import bankapi.platform.control.Causes;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.PublicUrl;
import bankapi.platform.control.RandomSecrets;
import bankapi.site.control.ApiCaller;
import bankapi.site.control.BridgeUserView;
import bankapi.site.control.Language;
import bankapi.site.control.SiteRegistry;
import bankapi.site.control.SiteView;
import bankapi.site.control.Tenancy;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Orchestrator: hands out links, and says what became of them.
 *
 * <p>Layout of {@link #link}: (1) find or register the site and its user, one transaction; (2) have
 * Bridge make the user, if it is new or Bridge has deleted it, and write its id down; (3) open the
 * request, one transaction; (4) ask Bridge for a session; (5) note for operators that it gave one,
 * which may fail. If this dies after (1), the next call finds the user again; after (3), the
 * request expires. Who was deleted by (2) is deleted at Bridge as well.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Connections {

  private static final Logger LOGGER = System.getLogger(Connections.class.getName());
  private static final int LONGEST_BANK = 140;

  @Inject SiteRegistry registry;
  @Inject Tenancy tenancy;
  @Inject Items items;
  @Inject ConnectionStore store;
  @Inject LostUsers lost;
  @Inject BridgeGateway bridge;
  @Inject RandomSecrets random;
  @Inject PublicUrl publicUrl;

  /** Appended to {@code base_url} where a client of the first generation names no webhook URL. */
  @Inject
  @ConfigProperty(name = "bankapi.site.default-webhook-path")
  Optional<String> defaultWebhookPath = Optional.empty();

  /**
   * @throws GatewayException as the arguments or Bridge demand; nothing is left behind then but a
   *     registered site
   */
  public LinkView link(ApiCaller caller, LinkCommand command) {
    check(command);
    ItemView item = item(caller, command);
    SiteRegistry.Enrolled enrolled =
        registry.enrol(
            caller,
            item == null
                ? command.registration()
                : command.registration().of(item.siteKey(), item.bridgeUuid().toString()));
    BridgeUserView user = item == null ? known(enrolled.user()) : owner(enrolled, item);
    try {
      return open(caller, command, enrolled.site(), user, item);
    } catch (UnknownBridgeUser e) {
      lost.confirm(user);
      if (item != null) {
        throw GatewayException.notFound("Item", item.itemId());
      }
      return open(caller, command, enrolled.site(), known(tenancy.bridgeUser(user.id())), null);
    }
  }

  private LinkView open(
      ApiCaller caller,
      LinkCommand command,
      SiteView site,
      BridgeUserView user,
      @Nullable ItemView item) {
    String context = random.hex();
    ConnectionStore.Opened opened =
        store.open(
            command,
            user,
            context,
            webhookUrl(command),
            Language.reduce(command.lang(), site.locale()));
    ConnectSession session;
    try {
      session =
          bridge.openSession(
              new BridgeCaller(user.siteId(), user.knownUuid()),
              session(caller, command, site, item, context));
    } catch (RuntimeException e) {
      store.abandon(opened.request());
      throw e;
    }
    note(opened.request());
    return new LinkView(session.url(), opened.request(), opened.expiresAt());
  }

  /** For operators only: the person has a link, whether that is written down or not. */
  private void note(UUID request) {
    try {
      store.linked(request);
    } catch (RuntimeException e) {
      LOGGER.log(
          Level.WARNING,
          "When Bridge gave the link of {0} is not known: {1}",
          request,
          Causes.root(e));
    }
  }

  /**
   * What became of the caller's request. {@code site} and {@code user} need not be given; where
   * they are, they have to agree.
   *
   * @throws GatewayException NOT_FOUND for an unknown request and for another tenant's alike
   */
  public RequestView request(
      ApiCaller caller, String request, @Nullable String siteKey, @Nullable String user) {
    try {
      RequestView found = store.owned(caller, UUID.fromString(request));
      if (!found.isOf(siteKey, user)) {
        throw GatewayException.notFound("Request", found.request());
      }
      return found;
    } catch (IllegalArgumentException e) {
      throw GatewayException.notFound("Request", request);
    }
  }

  private static void check(LinkCommand command) {
    if (command.kind().needsItem() && command.itemId() == null) {
      throw GatewayException.missing("item_id");
    }
    if (command.bank() != null && command.bank().length() > LONGEST_BANK) {
      throw GatewayException.invalid("bank", "is longer than 140 characters");
    }
    if (command.accountTypes() != null
        && !LinkCommand.ACCOUNT_TYPES.contains(command.accountTypes())) {
      throw GatewayException.invalid("account_types", "is neither 'payment' nor 'all'");
    }
    if (command.countryCode() != null && !command.countryCode().matches("[A-Z]{2}")) {
      throw GatewayException.invalid("country_code", "is not two upper-case letters");
    }
    if (command.userEmail() != null && !isEmail(command.userEmail())) {
      throw GatewayException.invalid("user_email", "is not an e-mail address");
    }
  }

  private @Nullable ItemView item(ApiCaller caller, LinkCommand command) {
    return command.itemId() == null
        ? null
        : items.live(
            caller,
            command.itemId(),
            command.registration().siteKey(),
            command.registration().user());
  }

  private BridgeUserView known(BridgeUserView user) {
    if (user.bridgeUuid() != null && !user.lost()) {
      return user;
    }
    UUID made = bridge.createUser(user.siteId(), user.externalId(), true);
    try {
      return registry.known(user.id(), made);
    } catch (GatewayException e) {
      takeBack(user, made);
      throw e;
    }
  }

  /** Nobody here knows whom Bridge has made: it was deleted meanwhile. */
  private void takeBack(BridgeUserView user, UUID made) {
    try {
      bridge.deleteUser(user.siteId(), made, Manner.CALL);
    } catch (GatewayException e) {
      LOGGER.log(
          Level.WARNING,
          "User {0} was deleted while Bridge made it, and is at Bridge: delete it once more ({1})",
          user.id(),
          e.getMessage());
    }
  }

  /** The item's owner decides, not the user that the call would otherwise mean. */
  private BridgeUserView owner(SiteRegistry.Enrolled enrolled, ItemView item) {
    if (!item.siteId().equals(enrolled.site().id())) {
      throw GatewayException.notFound("Item", item.itemId());
    }
    return tenancy.bridgeUser(item.bridgeUserId());
  }

  private @Nullable String webhookUrl(LinkCommand command) {
    String given = command.registration().webhookUrl();
    if (given != null) {
      return given;
    }
    String base = command.registration().baseUrl().replaceAll("/+$", "");
    return defaultWebhookPath.map(path -> base + path).orElse(null);
  }

  private SessionRequest session(
      ApiCaller caller,
      LinkCommand command,
      SiteView site,
      @Nullable ItemView item,
      String context) {
    boolean renewsEarly =
        command.kind() == LinkCommand.Kind.SCA
            && item != null
            && ItemStatus.of(item.status()).meaning() == ItemStatus.Meaning.HEALTHY;
    String accountTypes =
        command.accountTypes() == null && item != null && command.kind() == LinkCommand.Kind.PRO
            ? item.accountTypes()
            : command.accountTypes();
    return new SessionRequest(
        email(caller, command, site),
        publicUrl.resolve("/api/connect/return"),
        context,
        command.itemId(),
        renewsEarly,
        accountTypes,
        command.providerId(),
        command.countryCode());
  }

  private static String email(ApiCaller caller, LinkCommand command, SiteView site) {
    String user = command.registration().user();
    if (command.userEmail() != null) {
      return command.userEmail();
    }
    if (user != null && isEmail(user)) {
      return user;
    }
    return site.email() != null ? site.email() : caller.email();
  }

  private static boolean isEmail(String text) {
    return text.length() <= 320 && text.matches("[^@\\s]+@[^@\\s]+");
  }
}
