package bankapi.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bankapi.platform.control.GatewayException;
import bankapi.platform.control.GatewayException.Code;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the gateway refuses. */
public final class Failures {

  private Failures() {}

  /** That the call fails for this reason; how exactly stands in the exception. */
  public static GatewayException fails(Code code, ThrowingCallable call) {
    GatewayException thrown = catchThrowableOfType(GatewayException.class, call);
    assertThat(thrown).as("nothing was refused").isNotNull();
    assertThat(thrown.code()).isEqualTo(code);
    return thrown;
  }
}
