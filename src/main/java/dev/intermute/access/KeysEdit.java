package dev.intermute.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Adds a key to the text of a keys file by inserting it where the parsed tree says. Everything else of the text stays as it is,
 * byte for byte: writing the tree out again would lose blank lines, quotes and indentation. Whoever calls checks the result by
 * reading it, so a place that this class misjudges is refused, never written.
 */
final class KeysEdit {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{3,}");
    private static final List<String> WORDS = List.of("true", "false", "null");

    private final KeysDocument document;
    private final String text;
    private final String lineEnd;

    private KeysEdit(KeysDocument document) {
        this.document = document;
        this.text = document.text();
        this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    }

    /** Gives the text of a file that has nothing but one key. */
    static String fresh(String project, String key) {
        return """
                # The keys of intermute. Each opens one project; keep this file to yourself (mode 0600).
                # A key may also be written as its hash: "sha256:<64 hexadecimal digits>".
                default_policy:
                  allow_localhost_without_auth: true
                projects:
                """ + entry("  ", project, key, "\n");
    }

    /** Gives the text that follows one without any content (comments only). */
    static String firstContent(String project, String key) {
        return "projects:\n" + entry("  ", project, key, "\n");
    }

    /** Gives the text of the document with one more key. */
    static String withKey(KeysDocument document, String project, String key) {
        KeysEdit edit = new KeysEdit(document);
        Optional<SequenceNode> keys = document.keysOf(project);
        return keys.isPresent() ? edit.intoList(keys.get(), key) : edit.intoProjects(project, key);
    }

    private String intoList(SequenceNode keys, String key) {
        if (isFlow(keys)) {
            return intoFlow(keys, key);
        }
        String indent = " ".repeat(keys.getStartMark().getColumn());
        return afterLineOf(keys, indent + "- " + key + lineEnd);
    }

    private String intoProjects(String project, String key) {
        MappingNode projects = document.projects();
        if (isFlow(projects)) {
            return intoFlow(projects, quoted(project) + ": {\"keys\": [\"" + key + "\"]}");
        }
        int column = projects.getValue().get(0).getKeyNode().getStartMark().getColumn();
        return afterLineOf(projects, entry(" ".repeat(column), project, key, lineEnd));
    }

    private static String entry(String indent, String project, String key, String lineEnd) {
        return indent + name(project) + ":" + lineEnd + indent + "  keys:" + lineEnd + indent + "    - " + key
                + lineEnd;
    }

    private String intoFlow(CollectionNode<?> collection, String added) {
        if (collection.getValue().isEmpty()) {
            int open = text.indexOf(collection instanceof MappingNode ? '{' : '[', offset(startOf(collection)));
            return insert(open + 1, added);
        }
        return insert(offset(endOf(last(collection))), ", " + added);
    }

    private String afterLineOf(Node node, String lines) {
        int end = offset(endOfContent(node));
        if (end > 0 && text.charAt(end - 1) == '\n') {
            return insert(end, lines);
        }
        int newline = text.indexOf('\n', end);
        return newline < 0 ? text + lineEnd + lines : insert(newline + 1, lines);
    }

    private String insert(int offset, String added) {
        return text.substring(0, offset) + added + text.substring(offset);
    }

    /** The end of the last thing written in a node: a block's own end mark is where the next thing starts, after comments. */
    private static int endOfContent(Node node) {
        boolean block = node instanceof CollectionNode<?> collection
                && !isFlow(collection)
                && !collection.getValue().isEmpty();
        return block ? endOfContent(last((CollectionNode<?>) node)) : endOf(node);
    }

    private static Node last(CollectionNode<?> collection) {
        Object last = collection.getValue().get(collection.getValue().size() - 1);
        return last instanceof NodeTuple tuple ? tuple.getValueNode() : (Node) last;
    }

    private static boolean isFlow(CollectionNode<?> collection) {
        return collection.getFlowStyle() == DumperOptions.FlowStyle.FLOW;
    }

    private static int startOf(Node node) {
        return node.getStartMark().getIndex();
    }

    private static int endOf(Node node) {
        return node.getEndMark().getIndex();
    }

    /** SnakeYAML counts code points. */
    private int offset(int codePoints) {
        return text.offsetByCodePoints(0, codePoints);
    }

    private static String name(String project) {
        boolean plain = PLAIN_NAME.matcher(project).matches() && !WORDS.contains(project.toLowerCase(Locale.ROOT));
        return plain || project.equals("dev") ? project : quoted(project);
    }

    private static String quoted(String project) {
        DumperOptions options = new DumperOptions();
        options.setDefaultScalarStyle(DumperOptions.ScalarStyle.DOUBLE_QUOTED);
        options.setSplitLines(false);
        return new Yaml(options).dump(project).strip();
    }
}
