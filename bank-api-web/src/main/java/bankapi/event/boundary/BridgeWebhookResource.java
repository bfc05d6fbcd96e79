package bankapi.event.boundary;

import bankapi.event.control.BridgeSignature;
import bankapi.event.control.BridgeSources;
import bankapi.event.control.EventIntake;
import bankapi.event.control.EventMeters;
import bankapi.platform.boundary.ClientAddress;
import bankapi.platform.boundary.Guest;
import bankapi.platform.boundary.SmallBody;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.RareLines;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Where Bridge's webhooks arrive: at most 64 kB, verified over the raw bytes, stored, and answered
 * 200 only after that is committed. Bridge is never called from here. A forged one is answered 401,
 * one from an address that is not allowed 403; neither leaves anything behind.
 */
@Path("webhooks/bridge")
@Guest
@RequestScoped
public class BridgeWebhookResource {

  private static final Logger LOGGER = System.getLogger(BridgeWebhookResource.class.getName());

  @Context HttpServletRequest http;
  @Inject ClientAddress client;
  @Inject BridgeSources sources;
  @Inject BridgeSignature signature;
  @Inject EventIntake intake;
  @Inject RareLines lines;

  @POST
  @Operation(hidden = true)
  public Response receive(
      @HeaderParam("BridgeApi-Signature") @Nullable String header,
      @HeaderParam("Content-Length") @Nullable String length,
      InputStream in)
      throws IOException {
    if (!sources.allow(client.of(http))) {
      refused("A webhook from an address that is not Bridge's was refused");
      return Response.status(Response.Status.FORBIDDEN).build();
    }
    byte[] body = read(in, length);
    if (!signature.isValid(header, body)) {
      EventMeters.received(EventMeters.Received.FORGED);
      refused("A webhook with a wrong signature was refused");
      return Response.status(Response.Status.UNAUTHORIZED).build();
    }
    boolean fresh = intake.take(body);
    EventMeters.received(fresh ? EventMeters.Received.NEW : EventMeters.Received.REPEATED);
    LOGGER.log(Level.DEBUG, "A webhook of Bridge was stored, new: {0}", fresh);
    return Response.ok().build();
  }

  /** By anybody, as often as they like. */
  private void refused(String line) {
    lines
        .due(line)
        .ifPresent(
            more ->
                LOGGER.log(
                    Level.WARNING, more == 0 ? line : line + ", and " + more + " more before it"));
  }

  private static byte[] read(InputStream in, @Nullable String length) throws IOException {
    try {
      return SmallBody.read(in, length);
    } catch (GatewayException e) {
      EventMeters.received(EventMeters.Received.TOO_LARGE);
      throw e;
    }
  }
}
