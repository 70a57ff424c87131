package dev.intermute.store;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the database. */
@ConfigMapping(prefix = "intermute")
public interface StoreConfig {
    /** The database file. Its folder must be writable: SQLite keeps its log beside it. */
    @WithDefault("intermute.db")
    String db();

    /** How the database is written. */
    Store store();

    /** How the database is written. */
    interface Store {
        /**
         * What a commit waits for. {@code FULL}: the disk has it; {@code NORMAL}: the operating system has it, so that
         * losing power (not a crash of the process) may lose the last commits.
         */
        @WithDefault("FULL")
        Synchronous synchronous();

        /** The most units of work that share one commit. */
        @WithDefault("256")
        @Min(1)
        @Max(10_000)
        int batchLimit();

        /** How many units of work may wait for the writer; one more is answered 503 {@code overloaded}. */
        @WithDefault("4096")
        @Min(1)
        @Max(1_000_000)
        int queueCapacity();

        /** How many reads run at once. */
        @WithDefault("8")
        @Min(1)
        @Max(256)
        int readers();
    }

    /** The values of SQLite's {@code PRAGMA synchronous} that keep the file consistent. */
    enum Synchronous {
        FULL,
        NORMAL
    }
}
