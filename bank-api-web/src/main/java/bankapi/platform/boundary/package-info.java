/** What every HTTP answer shares: registration, login, request id, headers, compression, health. */
@NullMarked
@OpenAPIDefinition(
    info =
        @Info(
            title = "Bank API",
            version = "1",
            description =
                "The sites' API in Frappe's wire format, and the operators' admin API."
                    + " Arguments of the sites' methods may come as query, form or JSON, and GET,"
                    + " POST, PUT and DELETE mean the same; answers stand in `message`.",
            license = @License(name = "Apache-2.0")),
    components =
        @Components(
            securitySchemes = {
              @SecurityScheme(
                  securitySchemeName = "site",
                  type = SecuritySchemeType.APIKEY,
                  in = SecuritySchemeIn.HEADER,
                  apiKeyName = "Authorization",
                  description = "`token <key>:<secret>`: the sites' API"),
              @SecurityScheme(
                  securitySchemeName = "operator",
                  type = SecuritySchemeType.HTTP,
                  scheme = "bearer",
                  description = "A token for scripts: the admin API")
            },
            requestBodies = {
              @RequestBody(
                  name = "link",
                  required = true,
                  content =
                      @Content(mediaType = "application/json", schema = @Schema(ref = "Link")))
            },
            schemas = {
              @Schema(
                  name = "Link",
                  type = OBJECT,
                  requiredProperties = {"base_url", "redirect_url"},
                  properties = {
                    @SchemaProperty(
                        name = "item_id",
                        type = INTEGER,
                        description =
                            "the item to manage: needed by all but get_bridge_connect_link"),
                    @SchemaProperty(
                        name = "base_url",
                        type = STRING,
                        description = "the address of the site"),
                    @SchemaProperty(
                        name = "redirect_url",
                        type = STRING,
                        description = "where the browser goes in the end, on a host of the site"),
                    @SchemaProperty(
                        name = "site",
                        type = STRING,
                        description = "which of the caller's sites; needed where it has several"),
                    @SchemaProperty(
                        name = "user",
                        type = STRING,
                        description = "the site's own name of its user"),
                    @SchemaProperty(
                        name = "webhook_url",
                        type = STRING,
                        description = "where webhooks go, on a host of the site"),
                    @SchemaProperty(name = "lang", type = STRING, description = "fr or en"),
                    @SchemaProperty(
                        name = "bank",
                        type = STRING,
                        description = "the name of the bank to begin with"),
                    @SchemaProperty(
                        name = "user_email",
                        type = STRING,
                        description = "the user's address, which Bridge demands"),
                    @SchemaProperty(
                        name = "provider_id",
                        type = INTEGER,
                        description = "the bank to begin with"),
                    @SchemaProperty(
                        name = "country_code",
                        type = STRING,
                        description = "the country of the banks offered"),
                    @SchemaProperty(
                        name = "account_types",
                        type = STRING,
                        description = "payment or all")
                  })
            },
            parameters = {
              @Parameter(
                  name = "account_id",
                  in = QUERY,
                  description = "an account, by Bridge's id",
                  schema = @Schema(type = INTEGER, format = "int64")),
              @Parameter(
                  name = "item_id",
                  in = QUERY,
                  description = "an item (a bank connection), by Bridge's id",
                  schema = @Schema(type = INTEGER, format = "int64")),
              @Parameter(
                  name = "category_id",
                  in = QUERY,
                  description = "a category",
                  schema = @Schema(type = INTEGER, format = "int64")),
              @Parameter(
                  name = "site",
                  in = QUERY,
                  description = "which of the caller's sites; needed where it has several",
                  schema = @Schema(type = STRING)),
              @Parameter(
                  name = "user",
                  in = QUERY,
                  description = "the site's own name of its user",
                  schema = @Schema(type = STRING)),
              @Parameter(
                  name = "webhook_url",
                  in = QUERY,
                  description = "where webhooks go, on a host of the site",
                  schema = @Schema(type = STRING, format = "uri")),
              @Parameter(
                  name = "lang",
                  in = QUERY,
                  description = "fr or en",
                  schema = @Schema(type = STRING)),
              @Parameter(
                  name = "since",
                  in = QUERY,
                  description = "changed since: a date, or a time in the site's zone or with one",
                  schema = @Schema(type = STRING)),
              @Parameter(
                  name = "until",
                  in = QUERY,
                  description = "until: a date or a time",
                  schema = @Schema(type = STRING)),
              @Parameter(
                  name = "limit",
                  in = QUERY,
                  description = "rows of one page, 1 to 500",
                  schema = @Schema(type = INTEGER, format = "int64")),
              @Parameter(
                  name = "after",
                  in = QUERY,
                  description = "where the page before ended",
                  schema = @Schema(type = STRING)),
              @Parameter(
                  name = "id",
                  in = QUERY,
                  description = "one delivery",
                  schema = @Schema(type = STRING, format = "uuid")),
              @Parameter(
                  name = "state",
                  in = QUERY,
                  description = "dead, delivered, pending or cancelled",
                  schema = @Schema(type = STRING)),
              @Parameter(
                  name = "event",
                  in = QUERY,
                  description = "the webhook's event",
                  schema = @Schema(type = STRING)),
              @Parameter(
                  name = "idempotency_key",
                  in = QUERY,
                  description = "1 to 100 characters: the same key does nothing twice",
                  schema = @Schema(type = STRING))
            }))
package bankapi.platform.boundary;

import static org.eclipse.microprofile.openapi.annotations.enums.ParameterIn.QUERY;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.INTEGER;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT;
import static org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING;

import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.jspecify.annotations.NullMarked;
