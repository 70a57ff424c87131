package dev.intermute.http;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

import dev.intermute.testing.EighthKind;

/** The examples of a kind that has no file of them are sent, too. */
@QuarkusTest
@TestProfile(EighthKind.class)
class EighthKindExamplesTest extends OpenApiExamplesTest {}
