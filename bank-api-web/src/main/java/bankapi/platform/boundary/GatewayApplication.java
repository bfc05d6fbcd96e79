package bankapi.platform.boundary;

import bankapi.frappe.boundary.ArgumentsFilter;
import bankapi.frappe.boundary.ErrorMapper;
import bankapi.frappe.boundary.FrappeEnvelope;
import bankapi.frappe.boundary.MethodRequestFilter;
import bankapi.frappe.boundary.UnknownMethod;
import bankapi.frappe.boundary.UtilityMethods;
import bankapi.frappe.boundary.ViolationMapper;
import bankapi.frappe.boundary.WebErrorMapper;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/**
 * Names every resource and provider: with scanning, providers were not applied on Payara Server. A
 * test fails when a class of this module is missing here.
 */
@ApplicationPath("api")
public class GatewayApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        // providers
        ArgumentsFilter.class,
        ErrorMapper.class,
        FrappeEnvelope.class,
        Gzip.class,
        LoginFilter.class,
        MethodRequestFilter.class,
        SnakeCaseJson.class,
        ViolationMapper.class,
        WebErrorMapper.class,
        // resources
        HealthResource.class,
        UnknownMethod.class,
        UtilityMethods.class);
  }
}
