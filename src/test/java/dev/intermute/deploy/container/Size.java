package dev.intermute.deploy.container;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of memory as the manifests write them; all of them mean powers of 1,024. */
final class Size {
    private static final Pattern AMOUNT = Pattern.compile("(\\d+)(m|g|Mi|Gi|M|G)");
    private static final Map<Character, Long> UNITS = Map.of('m', 1L << 20, 'g', 1L << 30);

    private Size() {}

    /** Of Docker ({@code 192m}), of Kubernetes ({@code 192Mi}) or of systemd ({@code 192M}). */
    static long bytes(String text) {
        Matcher amount = AMOUNT.matcher(text);
        if (!amount.matches()) {
            throw new AssertionError("not an amount of memory that is known here: " + text);
        }
        return Long.parseLong(amount.group(1))
                * UNITS.get(Character.toLowerCase(amount.group(2).charAt(0)));
    }
}
