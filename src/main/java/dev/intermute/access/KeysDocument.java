package dev.intermute.access;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A keys file as a tree of YAML nodes. The tree is read instead of the objects that SnakeYAML would make of it, so that a key
 * such as {@code 12345} or {@code no} stays the text that was written, and every complaint can name its line.
 *
 * <p>No message holds what the parser says of a problem: it quotes the text around it, which may be a key.
 */
final class KeysDocument {

    private static final int MAX_CODE_POINTS = 4 * 1024 * 1024;
    private static final int MAX_NESTING = 50;
    private static final int MAX_NAME_CHARACTERS = 1024;
    private static final String HASH_PREFIX = "sha256:";
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

    private final Path file;
    private final String text;
    private final Map<String, String> projectByHash = new LinkedHashMap<>();
    private final MappingNode projects;
    private final Keys keys;

    private KeysDocument(Path file, String text, Node root) {
        this.file = file;
        this.text = text;
        Map<String, Node> top = fields(mapping(root, "a mapping with 'projects' is wanted here"));
        boolean localNeedsNoKey = Optional.ofNullable(top.get("default_policy"))
                .map(this::localNeedsNoKey)
                .orElse(true);
        Node projectsNode = top.get("projects");
        if (projectsNode == null) {
            throw new KeysFileException(file, "it has no 'projects'; write 'projects: {}' for no keys at all");
        }
        this.projects =
                mapping(projectsNode, "'projects' must be a mapping of names; write 'projects: {}' for no keys at all");
        fields(projects).forEach(this::readProject);
        this.keys = new Keys(localNeedsNoKey, projectByHash);
    }

    /**
     * Reads the content of a keys file.
     *
     * @throws KeysFileException if it is no keys file
     */
    static KeysDocument parse(Path file, byte[] content) {
        return parseUnlessBlank(file, content)
                .orElseThrow(() -> new KeysFileException(
                        file, "it is empty; write keys into it, or remove it and run 'intermute init --project NAME'"));
    }

    /** Reads the content of a keys file, or gives nothing where there is nothing in it but space and comments. */
    static Optional<KeysDocument> parseUnlessBlank(Path file, byte[] content) {
        String text = decode(file, content);
        return Optional.ofNullable(compose(file, text)).map(root -> new KeysDocument(file, text, root));
    }

    static String decode(Path file, byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new KeysFileException(file, "it is not UTF-8 text; save it as UTF-8");
        }
    }

    Keys keys() {
        return keys;
    }

    String text() {
        return text;
    }

    MappingNode projects() {
        return projects;
    }

    /** Gives the list of keys of a project, if it has that project. */
    Optional<SequenceNode> keysOf(String project) {
        return Optional.ofNullable(fields(projects).get(project)).map(node -> keysNode(project, node));
    }

    private static Node compose(Path file, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CODE_POINTS);
        options.setNestingDepthLimit(MAX_NESTING);
        options.setAllowDuplicateKeys(false);
        try {
            return new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new KeysFileException(
                    file,
                    line,
                    "it is not valid YAML here; quote what holds special characters, and indent with spaces");
        } catch (YAMLException e) {
            throw new KeysFileException(file, "it is not valid YAML: a character that YAML forbids, or too much of it");
        }
    }

    private boolean localNeedsNoKey(Node policy) {
        if (policy.getTag().equals(Tag.NULL)) {
            return true;
        }
        Node allow =
                fields(mapping(policy, "'default_policy' must be a mapping")).get("allow_localhost_without_auth");
        if (allow == null) {
            return true;
        }
        if (!(allow instanceof ScalarNode scalar) || !allow.getTag().equals(Tag.BOOL)) {
            throw at(allow, "'allow_localhost_without_auth' must be true or false");
        }
        return List.of("true", "yes", "on").contains(scalar.getValue().toLowerCase(Locale.ROOT));
    }

    private void readProject(String project, Node node) {
        for (Node key : keysNode(project, node).getValue()) {
            String hash = hashOf(key);
            String other = projectByHash.putIfAbsent(hash, project);
            if (other != null && !other.equals(project)) {
                throw at(
                        key,
                        "the key of project %s is also one of project %s; a key must belong to one project"
                                .formatted(quoted(project), quoted(other)));
            }
        }
    }

    private SequenceNode keysNode(String project, Node node) {
        Node list = node instanceof MappingNode mapping ? fields(mapping).get("keys") : null;
        if (!(list instanceof SequenceNode sequence)) {
            throw at(
                    list == null ? node : list,
                    "project %s must have a list 'keys'; write 'keys: []' for none".formatted(quoted(project)));
        }
        return sequence;
    }

    private String hashOf(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw at(node, "a key must be one text; quote it");
        }
        String key = scalar.getValue();
        if (key.isBlank() || node.getTag().equals(Tag.NULL)) {
            throw at(node, "a key is empty; write a key or remove the line");
        }
        if (!key.regionMatches(true, 0, HASH_PREFIX, 0, HASH_PREFIX.length())) {
            return Sha256.hex(key);
        }
        String hash = key.substring(HASH_PREFIX.length());
        if (!HASH.matcher(hash).matches()) {
            throw at(node, "after 'sha256:' exactly 64 hexadecimal digits are wanted");
        }
        return hash.toLowerCase(Locale.ROOT);
    }

    private MappingNode mapping(Node node, String wanted) {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        throw at(node, wanted);
    }

    /** The fields of a mapping by name, in the file's order. Checks names as if each were a project's: no other is as free. */
    private Map<String, Node> fields(MappingNode mapping) {
        Map<String, Node> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = name(tuple.getKeyNode());
            if (fields.putIfAbsent(name, tuple.getValueNode()) != null) {
                throw at(tuple.getKeyNode(), quoted(name) + " is there twice; make it one");
            }
        }
        return fields;
    }

    private String name(Node node) {
        if (!(node instanceof ScalarNode scalar) || node.getTag().equals(Tag.MERGE)) {
            throw at(node, "a name must be one text, and '<<' is not supported");
        }
        String name = scalar.getValue();
        problemOf(name).ifPresent(problem -> {
            throw at(node, problem);
        });
        return name;
    }

    /** Tells what is wrong with the name of a project, if anything. */
    static Optional<String> problemOf(String project) {
        if (project.isBlank()) {
            return Optional.of("the name of a project is empty; give it one");
        }
        if (project.codePointCount(0, project.length()) > MAX_NAME_CHARACTERS) {
            return Optional.of("the name of a project is longer than 1,024 characters; shorten it");
        }
        if (project.indexOf('\0') >= 0 || project.codePoints().anyMatch(KeysDocument::isSurrogate)) {
            return Optional.of("the name of a project holds a character that no text may hold; remove it");
        }
        return Optional.empty();
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private KeysFileException at(Node node, String problem) {
        return new KeysFileException(file, node.getStartMark().getLine() + 1, problem);
    }

    /** A name for a message of one line. */
    private static String quoted(String name) {
        String shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
        return "'" + shown.replaceAll("\\p{Cntrl}", " ") + "'";
    }
}
