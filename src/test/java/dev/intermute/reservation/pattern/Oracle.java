package dev.intermute.reservation.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides by the letter of the contract and without any cleverness what a pattern covers: writes out every choice of
 * branches, and compares segment by segment, character by character. Shares no code with what it judges.
 */
final class Oracle {
    private final List<List<String>> choices = new ArrayList<>();
    private boolean valid = true;

    Oracle(String pattern) {
        for (String choice : expand(pattern)) {
            List<String> segments = new ArrayList<>(split(choice, '/'));
            segments.removeIf(segment -> segment.isEmpty() || unquoted(segment).equals("."));
            valid &= !choice.startsWith("/")
                    && !segments.isEmpty()
                    && segments.stream().noneMatch(segment -> unquoted(segment).equals(".."));
            choices.add(segments);
        }
    }

    /** Whether no choice is empty, absolute or leaves the root. */
    boolean isValid() {
        return valid;
    }

    boolean covers(String path) {
        return isPath(path) && covers(segmentsOf(path));
    }

    /** @param path the segments of a path */
    boolean covers(List<String> path) {
        return choices.stream().anyMatch(choice -> matches(choice, path));
    }

    static List<String> segmentsOf(String path) {
        return List.of(path.split("/", -1));
    }

    /** All paths of some characters, the shortest first. */
    static List<String> pathsUpTo(int length, String characters) {
        List<String> paths = new ArrayList<>();
        List<String> texts = List.of("");
        for (int i = 0; i < length; i++) {
            List<String> longer = new ArrayList<>();
            for (String text : texts) {
                characters.chars().forEach(character -> longer.add(text + (char) character));
            }
            longer.stream().filter(Oracle::isPath).forEach(paths::add);
            texts = longer;
        }
        return paths;
    }

    private static boolean isPath(String text) {
        return segmentsOf(text).stream().noneMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
    }

    private static List<String> expand(String pattern) {
        int open = find(pattern, 0, '{');
        if (open < 0) {
            return List.of(pattern);
        }
        int close = closing(pattern, open);
        List<String> expanded = new ArrayList<>();
        for (String branch : split(pattern.substring(open + 1, close), ',')) {
            expanded.addAll(expand(pattern.substring(0, open) + branch + pattern.substring(close + 1)));
        }
        return expanded;
    }

    private static int closing(String pattern, int open) {
        int depth = 0;
        for (int i = open; ; i = after(pattern, i)) {
            if (pattern.charAt(i) == '{') {
                depth++;
            } else if (pattern.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
    }

    /** Splits at a character, but for where it is quoted, or within a class or braces. */
    private static List<String> split(String text, char border) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i = after(text, i)) {
            char character = text.charAt(i);
            depth += character == '{' ? 1 : character == '}' ? -1 : 0;
            if (character == border && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static int find(String text, int from, char wanted) {
        for (int i = from; i < text.length(); i = after(text, i)) {
            if (text.charAt(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Where the next item begins: a character, a quoted one, or a class. */
    private static int after(String text, int at) {
        if (text.charAt(at) == '\\') {
            return at + 2;
        }
        if (text.charAt(at) != '[') {
            return at + 1;
        }
        int i = at + 1;
        i += "!^".indexOf(text.charAt(i)) >= 0 ? 1 : 0;
        i += text.charAt(i) == '\\' ? 2 : 1;
        while (text.charAt(i) != ']') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    private static String unquoted(String segment) {
        return segment.replace("\\.", ".");
    }

    private static boolean matches(List<String> pattern, List<String> path) {
        if (pattern.isEmpty()) {
            return true;
        }
        List<String> rest = pattern.subList(1, pattern.size());
        if (isAnySegments(pattern.get(0))) {
            return matches(rest, path) || !path.isEmpty() && matches(pattern, path.subList(1, path.size()));
        }
        return !path.isEmpty()
                && matchesSegment(pattern.get(0), path.get(0))
                && matches(rest, path.subList(1, path.size()));
    }

    private static boolean isAnySegments(String segment) {
        return segment.equals("**");
    }

    private static boolean matchesSegment(String pattern, String name) {
        if (pattern.isEmpty()) {
            return name.isEmpty();
        }
        String rest = pattern.substring(after(pattern, 0));
        if (pattern.charAt(0) == '*') {
            return matchesSegment(rest, name) || !name.isEmpty() && matchesSegment(pattern, name.substring(1));
        }
        return !name.isEmpty()
                && matchesItem(pattern.substring(0, after(pattern, 0)), name.charAt(0))
                && matchesSegment(rest, name.substring(1));
    }

    private static boolean matchesItem(String item, char character) {
        return switch (item.charAt(0)) {
            case '?' -> true;
            case '\\' -> item.charAt(1) == character;
            case '[' -> matchesClass(item.substring(1, item.length() - 1), character);
            default -> item.charAt(0) == character;
        };
    }

    /** Knows single characters, quoted or not, and ranges of unquoted ones. */
    private static boolean matchesClass(String body, char character) {
        boolean negated = body.startsWith("!") || body.startsWith("^");
        boolean found = false;
        for (int i = negated ? 1 : 0; i < body.length(); i++) {
            if (body.charAt(i) == '\\') {
                i++;
                found |= body.charAt(i) == character;
            } else if (i + 2 < body.length() && body.charAt(i + 1) == '-') {
                found |= body.charAt(i) <= character && character <= body.charAt(i + 2);
                i += 2;
            } else {
                found |= body.charAt(i) == character;
            }
        }
        return found != negated;
    }
}
