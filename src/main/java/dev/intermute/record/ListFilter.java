package dev.intermute.record;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A list of the kind can be narrowed down to the records that have a value in this field. Such a field has an index. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface ListFilter {
    /** The name of the parameter. */
    String value();

    /**
     * The field whose column is compared, where that is another: one with the mailbox of the agent that the annotated field
     * names. The parameter names an agent, too, then.
     */
    String mailbox() default "";
}
