package bankapi.platform.boundary;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Allows a resource method (or all methods of a resource class) to callers who are not signed in.
 * Everything without it is closed: see {@link LoginFilter}.
 */
@Documented
@Retention(RUNTIME)
@Target({METHOD, TYPE})
public @interface Guest {}
