package dev.intermute.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The errors that are a route's own, for the API description. Those that every route of its kind may answer with are
 * known to {@link DescribedErrors}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface FailsWith {
    /** The codes. */
    ErrorCode[] value();
}
