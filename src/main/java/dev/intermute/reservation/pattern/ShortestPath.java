package dev.intermute.reservation.pattern;

import java.util.Arrays;
import java.util.Optional;

/**
 * Finds a shortest path that two automata accept. A {@link Sweep} first finds the pairs of positions that can be reached from
 * the beginning. Then it goes back from the pairs of two ends, through those alone, in layers: the pairs that are one
 * character from the end of a path, two characters and so on, until a layer has a pair with which a path begins. From there
 * each layer has a pair that goes on. The pairs of a layer are kept as words of 64 columns; all that is done here is done
 * with the reversed automata.
 */
final class ShortestPath {
    private final Product product;
    private final Automaton rows;
    private final Automaton columns;
    private final int words;
    /** The pairs that no layer is to have any more: those of the layers before, and those that no path leads to. */
    private long[] closed = {};
    /** The pairs of the layer at hand. */
    private final long[] fresh;

    /** The words of all layers that are not empty: the row, which word of it, and what was new in it. */
    private int[] entryRows = new int[64];

    private int[] entryWords = new int[64];
    private long[] bits = new long[64];
    private int count;
    /** Where each layer begins. */
    private int[] layers = new int[64];

    private int depth;

    /** By jump of the rows and word of columns: pairs whose rows share the jump, which is then made once for all. */
    private final long[] jumping;

    private final int[] jumpingPlaces;
    private int jumpingCount;

    /** The columns that can follow those at hand, and which words of them are not empty. */
    private final long[] following;

    private final int[] followingWords;
    private int followingCount;

    ShortestPath(Product product) {
        this.product = product;
        this.rows = product.rows().reversed();
        this.columns = product.columns().reversed();
        this.words = columns.words();
        this.fresh = new long[rows.size() * words];
        this.jumping = new long[rows.jumpCount() * words];
        this.jumpingPlaces = new int[jumping.length];
        this.following = new long[words];
        this.followingWords = new int[words];
    }

    Optional<String> find() {
        Optional<long[]> pairs = new Sweep(product).mirroredPairs();
        if (pairs.isEmpty()) {
            return Optional.empty();
        }
        closed = pairs.get();
        for (int place = 0; place < closed.length; place++) {
            closed[place] = ~closed[place];
        }
        enterFirsts();
        while (beginLayer()) {
            if (settle()) {
                return Optional.of(new WayForth(this).path());
            }
            leaveLayer();
        }
        throw new IllegalStateException("A pair of ends that can be reached has a way to it");
    }

    private void enterFirsts() {
        long[] firsts = new long[words];
        Bits.setAll(firsts, columns.firsts());
        for (int word = 0; word < words; word++) {
            for (int row : rows.firsts()) {
                enter(row, word, firsts[word]);
            }
        }
    }

    /** The words that the layer at hand has touched stand behind those of the layers before it. */
    private boolean beginLayer() {
        int from = depth == 0 ? 0 : layers[depth];
        if (depth + 2 > layers.length) {
            layers = Arrays.copyOf(layers, 2 * layers.length);
        }
        layers[++depth] = count;
        return from < count;
    }

    /** Moves the layer at hand from {@code fresh} to {@code bits}; tells whether a path begins with it. */
    private boolean settle() {
        boolean ends = false;
        for (int i = layers[depth - 1]; i < count; i++) {
            int place = entryRows[i] * words + entryWords[i];
            bits[i] = fresh[place];
            closed[place] |= fresh[place];
            fresh[place] = 0;
            ends |= rows.accepts(entryRows[i]) && columns.acceptsAny(entryWords[i], bits[i]);
        }
        return ends;
    }

    private void leaveLayer() {
        int end = count;
        for (int i = layers[depth - 1]; i < end; i++) {
            int row = entryRows[i];
            int jump = rows.jumpOf(row);
            if (jump != 0) {
                postponeJump(jump * words + entryWords[i], bits[i]);
            }
            if (rows.steps(row)) {
                step(row + 1, entryWords[i], bits[i]);
            }
        }
        for (int i = 0; i < jumpingCount; i++) {
            int place = jumpingPlaces[i];
            follow(place % words, jumping[place]);
            for (int row : rows.jumpTargets(place / words)) {
                enterFollowing(row);
            }
            forgetFollowing();
            jumping[place] = 0;
        }
        jumpingCount = 0;
    }

    /** Most positions have no jumps, and then there is no need to collect what follows. */
    private void step(int row, int word, long from) {
        if (columns.jumping(word, from) != 0) {
            follow(word, from);
            enterFollowing(row);
            forgetFollowing();
            return;
        }
        long stepping = columns.stepping(word, from);
        enter(row, word, stepping << 1);
        if (stepping < 0) {
            enter(row, word + 1, 1);
        }
    }

    private void postponeJump(int place, long from) {
        if (jumping[place] == 0) {
            jumpingPlaces[jumpingCount++] = place;
        }
        jumping[place] |= from;
    }

    private void follow(int word, long from) {
        long stepping = columns.stepping(word, from);
        addFollowing(word, stepping << 1);
        if (stepping < 0) {
            addFollowing(word + 1, 1);
        }
        int last = 0;
        for (long left = columns.jumping(word, from); left != 0; left &= left - 1) {
            int jump = columns.jumpOf(word * Long.SIZE + Long.numberOfTrailingZeros(left));
            if (jump != last) {
                for (int column : columns.jumpTargets(jump)) {
                    addFollowing(column >>> 6, 1L << column);
                }
                last = jump;
            }
        }
    }

    private void addFollowing(int word, long added) {
        if (following[word] == 0 && added != 0) {
            followingWords[followingCount++] = word;
        }
        following[word] |= added;
    }

    private void enterFollowing(int row) {
        for (int i = 0; i < followingCount; i++) {
            enter(row, followingWords[i], following[followingWords[i]]);
        }
    }

    private void forgetFollowing() {
        while (followingCount > 0) {
            following[followingWords[--followingCount]] = 0;
        }
    }

    private void enter(int row, int word, long into) {
        product.spend(1);
        int place = row * words + word;
        long added = into & ~closed[place];
        if (added == 0) {
            return;
        }
        if (fresh[place] == 0) {
            append(row, word);
        }
        fresh[place] |= added;
    }

    private void append(int row, int word) {
        if (count == bits.length) {
            entryRows = Arrays.copyOf(entryRows, 2 * count);
            entryWords = Arrays.copyOf(entryWords, 2 * count);
            bits = Arrays.copyOf(bits, 2 * count);
        }
        entryRows[count] = row;
        entryWords[count++] = word;
    }

    Product product() {
        return product;
    }

    /** How many characters the path has. */
    int depth() {
        return depth;
    }

    /**
     * Shows pairs that are as many characters before the end of a path as {@code layer} says.
     *
     * @param wantedRows the rows that are shown
     * @param wantedColumns the columns that are shown, as bits
     */
    void forEachPair(int layer, boolean[] wantedRows, long[] wantedColumns, PairVisitor visitor) {
        for (int i = layers[layer - 1]; i < layers[layer]; i++) {
            int row = entryRows[i];
            int word = entryWords[i];
            if (wantedRows[row]) {
                for (long left = bits[i] & wantedColumns[word]; left != 0; left &= left - 1) {
                    visitor.visit(row, word * Long.SIZE + Long.numberOfTrailingZeros(left));
                }
            }
        }
    }

    interface PairVisitor {
        void visit(int row, int column);
    }
}
