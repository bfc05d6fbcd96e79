package bankapi.platform.boundary;

import bankapi.account.boundary.AccountMethods;
import bankapi.admin.boundary.AdminJson;
import bankapi.admin.boundary.CommandReader;
import bankapi.admin.boundary.KnownParameters;
import bankapi.alert.boundary.AlertAdminResource;
import bankapi.bank.boundary.BankMethods;
import bankapi.connection.boundary.BridgeUserAdminResource;
import bankapi.connection.boundary.ConnectReturnResource;
import bankapi.connection.boundary.ConnectionAdminResource;
import bankapi.connection.boundary.ConnectionMethods;
import bankapi.connection.boundary.UserRunAdminResource;
import bankapi.console.boundary.ConsoleAdminResource;
import bankapi.delivery.boundary.DeliveryAdminResource;
import bankapi.delivery.boundary.DeliveryMethods;
import bankapi.delivery.boundary.DeliveryRunAdminResource;
import bankapi.delivery.boundary.WebhookTargetAdminResource;
import bankapi.event.boundary.BridgeWebhookResource;
import bankapi.event.boundary.EventAdminResource;
import bankapi.event.boundary.EventRunAdminResource;
import bankapi.frappe.boundary.ArgumentsFilter;
import bankapi.frappe.boundary.ErrorMapper;
import bankapi.frappe.boundary.FrappeEnvelope;
import bankapi.frappe.boundary.MatchedMethod;
import bankapi.frappe.boundary.MethodRequestFilter;
import bankapi.frappe.boundary.UnknownMethod;
import bankapi.frappe.boundary.UtilityMethods;
import bankapi.frappe.boundary.ViolationMapper;
import bankapi.frappe.boundary.WebErrorMapper;
import bankapi.item.boundary.BankAdminResource;
import bankapi.item.boundary.ItemAdminResource;
import bankapi.item.boundary.ItemMethods;
import bankapi.operator.boundary.OperatorFilter;
import bankapi.operator.boundary.SessionAdminResource;
import bankapi.operator.boundary.TokenAdminResource;
import bankapi.site.boundary.ApiUserAdminResource;
import bankapi.site.boundary.SiteAdminResource;
import bankapi.site.boundary.SiteTokenFilter;
import bankapi.site.boundary.WebhookSecretMethods;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/**
 * Names every resource and provider: with scanning, providers were not applied on Payara Server. A
 * test fails when a class of this module is missing here.
 */
@ApplicationPath("api")
public class GatewayApplication extends Application {

  /** Jersey alone would describe the whole API to everybody; the other server ignores the key. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.server.wadl.disableWadl", true);
  }

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        // providers
        AdminJson.class,
        ArgumentsFilter.class,
        CommandReader.class,
        ErrorMapper.class,
        FrappeEnvelope.class,
        Gzip.class,
        KnownParameters.class,
        LoginFilter.class,
        MatchedMethod.class,
        MethodRequestFilter.class,
        OperatorFilter.class,
        SiteTokenFilter.class,
        SnakeCaseJson.class,
        ViolationMapper.class,
        WebErrorMapper.class,
        // resources
        AccountMethods.class,
        AlertAdminResource.class,
        ApiUserAdminResource.class,
        BankAdminResource.class,
        BankMethods.class,
        BridgeUserAdminResource.class,
        BridgeWebhookResource.class,
        ConnectReturnResource.class,
        ConnectionAdminResource.class,
        ConnectionMethods.class,
        ConsoleAdminResource.class,
        DeliveryAdminResource.class,
        EventAdminResource.class,
        EventRunAdminResource.class,
        DeliveryMethods.class,
        HealthResource.class,
        ItemAdminResource.class,
        ItemMethods.class,
        MetricsResource.class,
        DeliveryRunAdminResource.class,
        SessionAdminResource.class,
        SiteAdminResource.class,
        TokenAdminResource.class,
        UnknownMethod.class,
        UserRunAdminResource.class,
        UtilityMethods.class,
        WebhookSecretMethods.class,
        WebhookTargetAdminResource.class);
  }
}
