package dev.intermute.agent;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

/** Makes names that people can remember and say: two words, such as {@code brave-otter}. */
@ApplicationScoped
class NameGenerator {
    private static final int CANDIDATES = 8;
    private static final List<String> FIRST = List.of(
            "able", "agile", "amber", "apt", "azure", "bold", "brave", "breezy", "bright", "brisk", "calm", "candid",
            "careful", "cheery", "clear", "clever", "copper", "coral", "cosmic", "crisp", "daring", "deft", "eager",
            "early", "earnest", "easy", "fair", "fleet", "fond", "frank", "fresh", "gentle", "glad", "golden", "grand",
            "happy", "hardy", "honest", "humble", "ideal", "ivory", "jolly", "keen", "kind", "lively", "loyal", "lucid",
            "lucky", "mellow", "merry", "mighty", "mild", "misty", "modest", "neat", "nimble", "noble", "patient",
            "placid", "plucky", "polite", "proud", "quick", "quiet", "rapid", "ready", "robust", "rosy", "royal",
            "ruby", "sage", "serene", "sharp", "shiny", "silent", "silver", "smart", "snowy", "solar", "solid", "spry",
            "steady", "stellar", "sturdy", "subtle", "sunny", "swift", "tidy", "trusty", "vivid", "warm", "wise",
            "witty", "young", "zesty");
    private static final List<String> SECOND = List.of(
            "acorn", "anchor", "aspen", "badger", "bamboo", "beacon", "beaver", "birch", "bison", "bridge", "brook",
            "canyon", "cedar", "cliff", "clover", "comet", "condor", "coral", "crane", "creek", "cricket", "dolphin",
            "dove", "eagle", "ember", "falcon", "fern", "finch", "fjord", "forest", "fox", "garnet", "gecko", "glacier",
            "grove", "harbor", "hawk", "hazel", "heron", "hornet", "island", "ivy", "jaguar", "jasper", "juniper",
            "kestrel", "kite", "lagoon", "lark", "laurel", "lemur", "lily", "lynx", "maple", "marten", "meadow",
            "meteor", "mole", "moose", "moss", "nebula", "newt", "oak", "ocean", "opal", "orbit", "orchid", "osprey",
            "otter", "owl", "panda", "pebble", "pelican", "pine", "planet", "prairie", "puffin", "quail", "quartz",
            "rabbit", "raven", "reef", "river", "robin", "salmon", "seal", "sparrow", "spruce", "squid", "stork",
            "summit", "swan", "tern", "thistle", "tiger", "tulip", "valley", "walnut", "willow", "wren");

    private final SecureRandom random = new SecureRandom();

    /** Some names to try, in this order: drawn before the unit of work that will find out which are free. */
    List<String> candidates() {
        return Stream.generate(this::name).limit(CANDIDATES).toList();
    }

    private String name() {
        return FIRST.get(random.nextInt(FIRST.size())) + "-" + SECOND.get(random.nextInt(SECOND.size()));
    }
}
