package dev.intermute.cli.remote;

import java.nio.file.Path;

import io.restassured.RestAssured;
import org.junit.jupiter.api.BeforeEach;

import dev.intermute.testing.Api;
import dev.intermute.testing.PackagedServer;

/** Two people, each in a working tree of its own, and a project that nobody else uses. */
abstract class ShellCase {
    protected String project;
    protected Shell ada;
    protected Shell bob;
    private Path home;

    @BeforeEach
    void shells() {
        home = PackagedServer.freshFolder();
        project = Api.freshProject();
        ada = shell("ada");
        bob = shell("bob");
    }

    /** Whether commands are run as the packaged program. */
    protected boolean packaged() {
        return false;
    }

    protected final String url() {
        return "http://127.0.0.1:" + RestAssured.port;
    }

    /** A person of this machine, in a working tree of its own. */
    protected final Shell shell(String name) {
        return new Shell(packaged(), home.resolve(name), home.resolve("state"), url(), project);
    }

    /** Both are registered. */
    protected final void registered() {
        ada.run("register", "ada").done();
        bob.run("register", "bob").done();
    }
}
