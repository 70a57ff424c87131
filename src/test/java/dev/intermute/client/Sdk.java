package dev.intermute.client;

import io.restassured.RestAssured;

/** The SDK, at the service that the tests run on. */
final class Sdk {
    private Sdk() {}

    static String url() {
        return "http://127.0.0.1:" + RestAssured.port;
    }

    static IntermuteClient in(String project) {
        return IntermuteClient.at(url()).project(project).open();
    }
}
