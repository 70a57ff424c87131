package dev.intermute.store;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** The probes of Kubernetes, with status words only. */
class HealthChecks {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    @Produces
    @Liveness
    @ApplicationScoped
    HealthCheck live(StoreLifecycle store, Writer writer) {
        return () -> HealthCheckResponse.named("process")
                .status(!store.isOpen() || writer.isAlive())
                .build();
    }

    @Produces
    @Startup
    @ApplicationScoped
    HealthCheck started(StoreLifecycle store) {
        return () -> HealthCheckResponse.named("schema").status(store.isOpen()).build();
    }

    /** Reads make the service ready; that writes are refused is told, but reads go on, so traffic should too. */
    @Produces
    @Readiness
    @ApplicationScoped
    AsyncHealthCheck ready(StoreLifecycle store, ReadProbe probe, WriterCircuit circuit) {
        return () -> (store.isOpen()
                        ? probe.answers(PATIENCE)
                        : Uni.createFrom().item(false))
                .map(answers -> HealthCheckResponse.named("database")
                        .status(answers)
                        .withData("writer_circuit", circuit.state())
                        .withData("last_write", circuit.lastWrite())
                        .build());
    }
}
