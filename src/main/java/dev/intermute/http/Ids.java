package dev.intermute.http;

import jakarta.inject.Singleton;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;

/** Makes the service's ids: UUIDs of version 7 (RFC 9562), which sort by the time they were made. */
@Singleton
public class Ids {
    private final TimeBasedEpochRandomGenerator generator = Generators.timeBasedEpochRandomGenerator();

    /** A new id. Safe to call from any thread. */
    public String next() {
        return generator.generate().toString();
    }
}
