package dev.intermute.access;

/**
 * Whom a presented key belongs to.
 *
 * @param project the project that the key opens
 * @param keyHash the key's SHA-256 in lower-case hex: names the key without telling it
 */
public record KeyHolder(String project, String keyHash) {}
