package io.quarkus.smallrye.openapi.runtime;

import java.util.List;
import java.util.Map;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import io.quarkus.arc.Unremovable;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.runtime.filter.AutoSecurityFilter;
import io.smallrye.openapi.runtime.io.Format;

/**
 * Makes the API's description when it is asked for, and not at each start, of which that took more than a third. Quarkus
 * does so itself from 3.38 on (its issue 54826); this goes when the project gets there. It stands in this package because
 * that is the only one from which the method can be overridden, and is only there in the packaged program: in tests and
 * dev mode other class loaders have the libraries.
 */
@Alternative
@Priority(1)
@ApplicationScoped
@Unremovable
@IfBuildProfile("prod")
public class DocumentOnDemand extends OpenApiDocumentService {
    private Runnable preparation = () -> {};
    private boolean prepared;

    /** Called once: there is one document. */
    @Override
    synchronized void prepareDocument(
            AutoSecurityFilter security, Map<OpenApiFilter.RunStage, List<String>> filters, String documentName) {
        preparation = () -> super.prepareDocument(security, filters, documentName);
    }

    @Override
    public synchronized byte[] getDocument(String documentName, Format format) {
        if (!prepared) {
            preparation.run();
            prepared = true;
        }
        return super.getDocument(documentName, format);
    }
}
