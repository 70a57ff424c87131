package dev.intermute.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, from a file that the build fills in. */
@RegisterForReflection
final class Version implements IVersionProvider {

    private static final String RESOURCE = "version.txt";

    @Override
    public String[] getVersion() throws IOException {
        try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException("this build is broken: it has no " + RESOURCE);
            }
            return new String[] {"intermute " + new String(in.readAllBytes(), StandardCharsets.UTF_8).strip()};
        }
    }
}
