package dev.intermute.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a keys file says, immutable. Keys are held as SHA-256 hashes only: a key is 256 random bits (or an operator's choice of
 * equal strength), so that a plain hash is enough, and a dump of the memory opens nothing.
 */
public final class Keys {

    private record Entry(byte[] hash, KeyHolder holder) {}

    private final boolean localNeedsNoKey;
    private final Map<String, String> projectByHash;
    private final List<Entry> entries;

    /** Takes the projects by the lower-case hex hash of their keys. */
    Keys(boolean localNeedsNoKey, Map<String, String> projectByHash) {
        this.localNeedsNoKey = localNeedsNoKey;
        this.projectByHash = new LinkedHashMap<>(projectByHash);
        this.entries = this.projectByHash.entrySet().stream()
                .map(e -> new Entry(HexFormat.of().parseHex(e.getKey()), new KeyHolder(e.getValue(), e.getKey())))
                .toList();
    }

    /** No keys at all: nobody but a local caller gets in, and that one only where {@code localNeedsNoKey}. */
    static Keys none(boolean localNeedsNoKey) {
        return new Keys(localNeedsNoKey, Map.of());
    }

    /** Tells whether a local caller may come without a key. */
    public boolean localNeedsNoKey() {
        return localNeedsNoKey;
    }

    /** Gives the project of a key as a caller presents it, or nothing where nobody has that key. */
    public Optional<String> projectOf(String presentedKey) {
        return holderOf(presentedKey).map(KeyHolder::project);
    }

    /** Gives the holder of a key as a caller presents it. Takes the same time whichever key matches, or none. */
    public Optional<KeyHolder> holderOf(String presentedKey) {
        byte[] hash = Sha256.of(presentedKey.getBytes(StandardCharsets.UTF_8));
        KeyHolder found = null;
        for (Entry entry : entries) {
            // No early end: how long it takes must not tell how many keys stand before the right one.
            if (MessageDigest.isEqual(entry.hash, hash)) {
                found = entry.holder;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Whether a holder has its key still. */
    boolean knows(KeyHolder holder) {
        return holder.project().equals(projectByHash.get(holder.keyHash()));
    }

    /** Gives the hashes of the keys that {@code newer} has no more, or has for another project. */
    public Set<String> goneIn(Keys newer) {
        return projectByHash.entrySet().stream()
                .filter(e -> !e.getValue().equals(newer.projectByHash.get(e.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Gives how many different keys there are. */
    public int size() {
        return entries.size();
    }

    /** Gives the same keys and one more. */
    Keys plus(String project, String plainKey) {
        Map<String, String> more = new LinkedHashMap<>(projectByHash);
        more.put(Sha256.hex(plainKey), project);
        return new Keys(localNeedsNoKey, more);
    }

    boolean sameAs(Keys other) {
        return localNeedsNoKey == other.localNeedsNoKey && projectByHash.equals(other.projectByHash);
    }
}
