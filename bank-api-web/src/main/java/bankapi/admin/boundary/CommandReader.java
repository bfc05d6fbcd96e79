package bankapi.admin.boundary;

import bankapi.platform.boundary.SmallBody;
import bankapi.platform.boundary.SnakeCaseJson;
import bankapi.platform.control.ForeignJson;
import bankapi.platform.control.GatewayException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.bind.JsonbException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Reads a request's JSON into a record and validates it, the same on every server: at most 64 kB of
 * UTF-8, one object, no name the record does not have, each value of its component's type ({@link
 * JsonFit}), every constraint kept.
 */
@Provider
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Priority(Priorities.USER)
public class CommandReader implements MessageBodyReader<Record> {

  @Inject SnakeCaseJson json;
  @Inject Validator validator;

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type.isRecord();
  }

  /**
   * @throws GatewayException INVALID_ARGUMENT, TOO_LARGE
   * @throws ConstraintViolationException naming each field
   */
  @Override
  public Record readFrom(
      Class<Record> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    byte[] bytes = SmallBody.read(body, headers.getFirst("Content-Length"));
    String text = new String(bytes, StandardCharsets.UTF_8);
    JsonFit.check(object(text), type);
    Record command;
    try {
      command = json.read(text, type);
    } catch (JsonbException e) {
      throw new GatewayException(
          GatewayException.Code.INVALID_ARGUMENT, "A value in the body has the wrong type", e);
    }
    Set<ConstraintViolation<Record>> violations = validator.validate(command);
    if (!violations.isEmpty()) {
      throw new ConstraintViolationException(violations);
    }
    return command;
  }

  private static JsonObject object(String text) {
    try {
      return ForeignJson.read(text).asJsonObject();
    } catch (JsonException | ClassCastException e) {
      throw new GatewayException(
          GatewayException.Code.INVALID_ARGUMENT, "The body is not a JSON object", e);
    }
  }
}
