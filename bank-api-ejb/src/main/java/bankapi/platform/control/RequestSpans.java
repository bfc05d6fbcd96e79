package bankapi.platform.control;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** Spans carry the id of the request, or of the event, that their thread works for. */
final class RequestSpans implements SpanProcessor {

  static final String REQUEST_ID = "bankapi.request_id";

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    CurrentRequest.id().ifPresent(id -> span.setAttribute(REQUEST_ID, id));
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    // nothing more to say
  }

  @Override
  public boolean isEndRequired() {
    return false;
  }
}
