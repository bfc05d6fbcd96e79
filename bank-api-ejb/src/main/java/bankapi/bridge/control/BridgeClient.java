package bankapi.bridge.control;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * Bridge's paths in version 2025-01-15, and nothing else. Bodies are JSON in UTF-8; answers are
 * taken as they come, whatever their status. {@code bearer} is the whole Authorization value.
 */
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public interface BridgeClient {

  @POST
  @Path("/v3/aggregation/users")
  Response createUser(byte[] body);

  @GET
  @Path("/v3/aggregation/users")
  Response users(@QueryParam("external_user_id") String externalUserId);

  @GET
  @Path("/v3/aggregation/users/{uuid}")
  Response user(@PathParam("uuid") String uuid);

  @DELETE
  @Path("/v3/aggregation/users/{uuid}")
  Response deleteUser(@PathParam("uuid") String uuid);

  @POST
  @Path("/v3/aggregation/authorization/token")
  Response token(byte[] body);

  @POST
  @Path("/v3/aggregation/connect-sessions")
  Response openSession(@HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, byte[] body);

  /**
   * @param collection items, accounts, transactions or categories
   * @param query the whole query string, encoded
   * @param bearer null where the collection belongs to no user
   */
  @GET
  @Path("/v3/aggregation/{collection}")
  Response page(
      @PathParam("collection") String collection,
      @HeaderParam(RawQuery.HEADER) String query,
      @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String bearer,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String lang);

  @GET
  @Path("/v3/aggregation/{collection}/{id}")
  Response one(
      @PathParam("collection") String collection,
      @PathParam("id") long id,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String lang);

  @DELETE
  @Path("/v3/aggregation/items/{id}")
  Response deleteItem(
      @PathParam("id") long id, @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer);

  /** Not documented in this version; asked all the same, as Bridge may still answer it. */
  @POST
  @Path("/v3/aggregation/items/{id}/refresh")
  Response refreshItem(
      @PathParam("id") long id, @HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, byte[] body);

  @GET
  @Path("/v3/providers/{id}")
  Response provider(@PathParam("id") long id);
}
