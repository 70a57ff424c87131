package dev.intermute.deploy.kubernetes;

import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;

/** The annotations of a model, but for the method that takes whatever field the model doesn't know. */
final class StrictAnnotations extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated member) {
        return false;
    }
}
