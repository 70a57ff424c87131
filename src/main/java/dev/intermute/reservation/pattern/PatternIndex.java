package dev.intermute.reservation.pattern;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds out of many patterns those that overlap with one, exactly. Keeps them in a tree by the literal segments with which
 * they begin, so that an asking pattern meets only those that can begin as it does. Many threads may read it
 * while none changes it.
 *
 * @param <T> what belongs to a pattern, with {@code equals}
 */
public final class PatternIndex<T> {
    private final Branch<T> root = new Branch<>();
    private int size;

    private record Entry<T>(PathPattern pattern, T value) {}

    /**
     * The patterns that begin with the same literal segments, and those that go on with more. Most have one of the former and
     * none of the latter, and there are thousands of them to be looked at in a row: so it is kept small.
     */
    private static final class Branch<T> {
        private final List<Entry<T>> entries = new ArrayList<>(1);
        private Map<String, Branch<T>> children = Map.of();

        private Branch<T> child(String name) {
            if (children.isEmpty()) {
                children = new HashMap<>();
            }
            return children.computeIfAbsent(name, added -> new Branch<>());
        }

        private void removeChild(String name) {
            children.remove(name);
            if (children.isEmpty()) {
                children = Map.of();
            }
        }

        private boolean isEmpty() {
            return entries.isEmpty() && children.isEmpty();
        }

        private boolean anyHere(Predicate<? super T> wanted) {
            for (Entry<T> entry : entries) {
                if (wanted.test(entry.value())) {
                    return true;
                }
            }
            return false;
        }

        private boolean any(Predicate<? super T> wanted) {
            if (anyHere(wanted)) {
                return true;
            }
            for (Branch<T> child : children.values()) {
                if (child.any(wanted)) {
                    return true;
                }
            }
            return false;
        }

        private void forEach(Consumer<? super T> consumer) {
            entries.forEach(entry -> consumer.accept(entry.value()));
            children.values().forEach(child -> child.forEach(consumer));
        }
    }

    /** Adds an entry; the same one may be there more than once. */
    public void add(PathPattern pattern, T value) {
        Branch<T> branch = root;
        for (String name : pattern.beginning()) {
            branch = branch.child(name);
        }
        branch.entries.add(new Entry<>(pattern, value));
        size++;
    }

    /** Removes an entry once, and tells whether it was there. */
    public boolean remove(PathPattern pattern, T value) {
        List<String> names = pattern.beginning();
        List<Branch<T>> way = wayTo(names);
        if (way.size() <= names.size() || !way.get(names.size()).entries.remove(new Entry<>(pattern, value))) {
            return false;
        }
        prune(way, names);
        size--;
        return true;
    }

    /** The branches from the root on, as far as there are any with these names. */
    private List<Branch<T>> wayTo(List<String> names) {
        List<Branch<T>> way = new ArrayList<>();
        way.add(root);
        for (String name : names) {
            Branch<T> child = way.get(way.size() - 1).children.get(name);
            if (child == null) {
                break;
            }
            way.add(child);
        }
        return way;
    }

    private void prune(List<Branch<T>> way, List<String> names) {
        for (int i = names.size(); i > 0 && way.get(i).isEmpty(); i--) {
            way.get(i - 1).removeChild(names.get(i - 1));
        }
    }

    /** How many entries there are. */
    public int size() {
        return size;
    }

    /** Whether nothing is kept, not even the way to where entries were. */
    boolean isBare() {
        return root.isEmpty();
    }

    /**
     * Shows the value of each entry that is wanted and whose pattern overlaps with the asking one, in no particular order. The
     * index must not be changed meanwhile.
     *
     * @param wanted asked before patterns are compared
     */
    public void forEachOverlapping(PathPattern asking, Predicate<? super T> wanted, Consumer<? super T> consumer) {
        new Question(asking, wanted, consumer).ask();
    }

    /**
     * Shows the value of each entry whose pattern may overlap with some of the asking ones, as far as the literal segments tell
     * with which both begin, in no particular order: no more than a walk, however hard the patterns are, and mostly one for all
     * of them. The index must not be changed meanwhile.
     *
     * @param visit gets a value, and the effort of those asking patterns that it may overlap with; maybe again with that of
     *     others. Tells whether to end
     */
    public void walkCandidates(Collection<PathPattern> asking, BiPredicate<? super T, Effort> visit) {
        Map<Branch<T>, Effort> above = new IdentityHashMap<>();
        Map<Branch<T>, Effort> below = new IdentityHashMap<>();
        for (PathPattern pattern : asking) {
            List<String> names = pattern.beginning();
            List<Branch<T>> way = wayTo(names);
            Effort effort = pattern.effort();
            for (Branch<T> branch : way.subList(0, Math.min(way.size(), names.size()))) {
                above.merge(branch, effort, Effort::plus);
            }
            if (way.size() > names.size()) {
                below.merge(way.get(names.size()), effort, Effort::plus);
            }
        }
        if (!anyOf(above, visit, Branch::anyHere)) {
            anyOf(below, visit, Branch::any);
        }
    }

    private static <T> boolean anyOf(
            Map<Branch<T>, Effort> branches,
            BiPredicate<? super T, Effort> visit,
            BiPredicate<Branch<T>, Predicate<? super T>> walk) {
        for (Map.Entry<Branch<T>, Effort> branch : branches.entrySet()) {
            if (walk.test(branch.getKey(), value -> visit.test(value, branch.getValue()))) {
                return true;
            }
        }
        return false;
    }

    private final class Question {
        private final PathPattern asking;
        private final Predicate<? super T> wanted;
        private final Consumer<? super T> consumer;

        Question(PathPattern asking, Predicate<? super T> wanted, Consumer<? super T> consumer) {
            this.asking = asking;
            this.wanted = wanted;
            this.consumer = consumer;
        }

        void ask() {
            List<String> names = asking.beginning();
            List<Branch<T>> way = wayTo(names);
            boolean complete = way.size() > names.size();
            way.subList(0, complete ? names.size() : way.size()).forEach(this::meetAbove);
            if (complete) {
                askBelow(way.get(names.size()));
            }
        }

        /** The literal segments of these entries are fewer than those of the asking one, and agree with them. */
        private void meetAbove(Branch<T> branch) {
            meet(branch, pattern -> pattern.literals().all() || asking.overlaps(pattern));
        }

        private void askBelow(Branch<T> branch) {
            if (asking.literals().all()) {
                branch.forEach(this::show);
                return;
            }
            Run.State start = new Run(asking.automaton()).start();
            if (asking.beginning().isEmpty()) {
                meet(branch, asking::overlaps);
                branch.children.forEach((name, child) -> visit(child, start.read(name)));
            } else {
                visit(branch, start.read(asking.literals().path()));
            }
        }

        /** @param state in which the asking pattern is at the end of the path of the branch */
        private void visit(Branch<T> branch, Run.State state) {
            if (state.accepts()) {
                branch.forEach(this::show);
                return;
            }
            Run.State below = state.read("/");
            if (below.isDead()) {
                return;
            }
            meet(branch, pattern -> pattern.literals().all() || asking.overlaps(pattern));
            branch.children.forEach((name, child) -> visit(child, below.read(name)));
        }

        private void meet(Branch<T> branch, Predicate<PathPattern> overlaps) {
            for (Entry<T> entry : branch.entries) {
                if (wanted.test(entry.value()) && overlaps.test(entry.pattern())) {
                    consumer.accept(entry.value());
                }
            }
        }

        private void show(T value) {
            if (wanted.test(value)) {
                consumer.accept(value);
            }
        }
    }
}
