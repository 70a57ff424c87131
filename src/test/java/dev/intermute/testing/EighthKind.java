package dev.intermute.testing;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A service that has a kind of work records more than the product: gadgets. */
public class EighthKind implements QuarkusTestProfile {
    /** The build that has it. */
    public static final String PROFILE = "eighth";

    @Override
    public String getConfigProfile() {
        return PROFILE;
    }
}
