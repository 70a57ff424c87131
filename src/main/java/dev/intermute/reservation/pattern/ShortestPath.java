package dev.intermute.reservation.pattern;

import java.util.Arrays;

/**
 * Finds a shortest path that two automata accept: goes through their product in layers, the pairs that can be reached after
 * one character, after two and so on, until a layer has a pair of two ends; then back, from layer to layer. What is new in a
 * layer is kept as words of 64 columns.
 */
final class ShortestPath {
    private final Product product;
    private final Automaton rows;
    private final Automaton columns;
    private final int words;
    /** The pairs of all layers. */
    private final long[] reached;
    /** By row, the columns that can be entered together with it; {@code null} as long as nobody has asked. */
    private final long[][] entered;

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
        this.rows = product.rows();
        this.columns = product.columns();
        this.words = columns.words();
        this.entered = new long[rows.size()][];
        this.reached = new long[rows.size() * words];
        this.fresh = new long[reached.length];
        this.jumping = new long[rows.jumpCount() * words];
        this.jumpingPlaces = new int[jumping.length];
        this.following = new long[words];
        this.followingWords = new int[words];
    }

    /** @return the path, or {@code null} if there is none */
    String find() {
        long[] firsts = new long[words];
        Bits.setAll(firsts, columns.firsts());
        for (int word = 0; word < words; word++) {
            for (int row : rows.firsts()) {
                enter(row, word, firsts[word]);
            }
        }
        while (beginLayer()) {
            if (settle()) {
                return new WayBack(this).path();
            }
            leaveLayer();
        }
        return null;
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

    /** Moves the layer at hand from {@code fresh} to {@code bits}; tells whether it has a pair of ends. */
    private boolean settle() {
        boolean ends = false;
        for (int i = layers[depth - 1]; i < count; i++) {
            int place = entryRows[i] * words + entryWords[i];
            bits[i] = fresh[place];
            reached[place] |= fresh[place];
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
        long added = into & ~reached[place] & enteredWith(row)[word];
        if (added == 0) {
            return;
        }
        if (fresh[place] == 0) {
            append(row, word);
        }
        fresh[place] |= added;
    }

    private long[] enteredWith(int row) {
        if (entered[row] == null) {
            entered[row] = product.enteredWith(row);
        }
        return entered[row];
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
     * Shows pairs that can be reached after as many characters as {@code layer} says, counted from 1.
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
