package dev.intermute.record;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.intermute.http.ApiException;
import dev.intermute.http.ErrorCode;
import dev.intermute.http.Text;

/**
 * The version that whoever changes a record has seen: in the field {@code version}, in {@code If-Match} (RFC 9110, section
 * 13.1.1), or in both, which then must both be right.
 */
final class SeenVersion {
    /** For kinds without versions, where the last writer wins, and for whoever doesn't say. */
    static final SeenVersion ANY = new SeenVersion(Optional.empty(), Optional.empty());

    /** An entity tag of a list, with what stands before it; a recipient must bear empty elements of a list. */
    private static final Pattern TAG =
            Pattern.compile("\\G[ \t,]*((?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\")[ \t]*(?=,|$)");

    private static final Pattern END = Pattern.compile("[ \t,]*");
    private static final String WHATEVER_IS_THERE = "*";

    private final Optional<Long> inBody;
    private final Optional<Set<String>> inHeader;

    private SeenVersion(Optional<Long> inBody, Optional<Set<String>> inHeader) {
        this.inBody = inBody;
        this.inHeader = inHeader;
    }

    /** The entity tag of a version. */
    static String tag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * What a request says that must say it.
     *
     * @param inBody the field, or {@code null}
     * @param ifMatch the lines of the header
     * @throws ApiException {@code invalid_request} if it names no version, or if the header isn't a list of entity tags
     */
    static SeenVersion of(Long inBody, List<String> ifMatch) {
        Optional<Set<String>> inHeader = tags(ifMatch);
        if (inBody == null && inHeader.isEmpty()) {
            throw ApiException.invalid(
                    "version", "Field version must be the version that was read; or send its ETag in If-Match.");
        }
        return new SeenVersion(Optional.ofNullable(inBody), inHeader);
    }

    /**
     * What a request says that may say nothing.
     *
     * @param ifMatch the lines of the header
     * @throws ApiException {@code invalid_request} if the header isn't a list of entity tags
     */
    static SeenVersion ifAny(List<String> ifMatch) {
        return new SeenVersion(Optional.empty(), tags(ifMatch));
    }

    /** The tags that the header lists; nothing where it isn't there, or says that any version will do. */
    private static Optional<Set<String>> tags(List<String> ifMatch) {
        return Text.given(String.join(",", ifMatch))
                .map(String::strip)
                .filter(header -> !header.equals(WHATEVER_IS_THERE))
                .map(SeenVersion::list);
    }

    private static Set<String> list(String header) {
        Set<String> tags = new HashSet<>();
        Matcher next = TAG.matcher(header);
        int end = 0;
        while (next.find()) {
            tags.add(next.group(1));
            end = next.end();
        }
        if (tags.isEmpty() || !END.matcher(header.substring(end)).matches()) {
            throw ApiException.invalid("If-Match", "Header If-Match must be the ETag of a read, such as \"3\".");
        }
        return tags;
    }

    /**
     * Refuses a change of a record that isn't any more what was seen.
     *
     * @throws ApiException {@code version_conflict} with the version that it has
     */
    void check(WorkRecord record) {
        Kind.versionOf(record).filter(version -> !isRight(version)).ifPresent(version -> {
            throw new ApiException(
                            ErrorCode.VERSION_CONFLICT,
                            "The record was changed by somebody else; read it again and change what it is now.")
                    .with("current_version", version);
        });
    }

    /** A tag that no read has given, a weak one too, is that of no version. */
    private boolean isRight(long version) {
        return inBody.filter(seen -> seen != version).isEmpty()
                && inHeader.filter(seen -> !seen.contains(tag(version))).isEmpty();
    }
}
