package dev.intermute.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What {@code strace -f -y} has written: system calls of many threads, of which one may end after others have begun. */
final class SystemCalls {
    /** What strace must be told, but for the file that it writes. A page of SQLite's log is 4,096 bytes. */
    static final List<String> STRACE = List.of(
            "strace",
            "-D",
            "-f",
            "-y",
            "--seccomp-bpf",
            "-e",
            "signal=none",
            "-e",
            "trace=write,writev,pwrite64,pwritev,sendto,sendmsg,fsync,fdatasync",
            "-s",
            "8192");

    private static final Pattern BEGUN = Pattern.compile("(\\d+) +(\\w+)\\((\\d+)<([^>]*)>(.*)");
    private static final Pattern RESUMED = Pattern.compile("(\\d+) +<\\.\\.\\. (\\w+) resumed>.*");
    private static final String UNFINISHED = "<unfinished ...>";

    private final List<Call> calls = new ArrayList<>();
    private final Map<String, Call> unfinished = new HashMap<>();
    private int line;

    private SystemCalls() {}

    /** In the order in which they began. */
    static List<Call> parse(Stream<String> lines) {
        SystemCalls parsed = new SystemCalls();
        lines.forEachOrdered(parsed::take);
        return parsed.calls;
    }

    private void take(String text) {
        line++;
        Matcher begun = BEGUN.matcher(text);
        if (begun.matches()) {
            Call call = new Call(line, begun.group(2), begun.group(4), begun.group(5));
            calls.add(call);
            if (text.endsWith(UNFINISHED)) {
                unfinished.put(begun.group(1), call);
            } else {
                call.end = line;
            }
            return;
        }
        Matcher resumed = RESUMED.matcher(text);
        if (resumed.matches() && unfinished.containsKey(resumed.group(1))) {
            unfinished.remove(resumed.group(1)).end = line;
        }
    }

    /** One call on a file or socket. */
    static final class Call {
        private final int begin;
        private final String name;
        private final String file;
        private final String arguments;
        private int end = Integer.MAX_VALUE;

        private Call(int begin, String name, String file, String arguments) {
            this.begin = begin;
            this.name = name;
            this.file = file;
            this.arguments = arguments;
        }

        /** The line in which it began. */
        int begin() {
            return begin;
        }

        /** The line in which it returned; beyond all others if it didn't. */
        int end() {
            return end;
        }

        boolean isSync() {
            return name.equals("fsync") || name.equals("fdatasync");
        }

        boolean isOn(String suffix) {
            return file.endsWith(suffix);
        }

        boolean isToSocket() {
            return !isSync() && (file.startsWith("socket:") || file.startsWith("TCP"));
        }

        /** What was written, with anything that isn't plain text escaped, and the arguments behind it. */
        String arguments() {
            return arguments;
        }

        /** The bytes of the first text among the arguments. */
        byte[] bytes() {
            byte[] bytes = new byte[arguments.length()];
            int count = 0;
            int at = arguments.indexOf('"') + 1;
            while (arguments.charAt(at) != '"') {
                if (arguments.charAt(at) != '\\') {
                    bytes[count++] = (byte) arguments.charAt(at++);
                } else {
                    int digits = digitsFrom(at + 1);
                    bytes[count++] = digits > 0
                            ? (byte) Integer.parseInt(arguments.substring(at + 1, at + 1 + digits), 8)
                            : letter(arguments.charAt(at + 1));
                    at += 1 + Math.max(1, digits);
                }
            }
            return Arrays.copyOf(bytes, count);
        }

        private int digitsFrom(int start) {
            int digits = 0;
            while (digits < 3 && arguments.charAt(start + digits) >= '0' && arguments.charAt(start + digits) <= '7') {
                digits++;
            }
            return digits;
        }

        private static byte letter(char escaped) {
            return (byte)
                    switch (escaped) {
                        case 'n' -> '\n';
                        case 't' -> '\t';
                        case 'r' -> '\r';
                        case 'v' -> 0x0b;
                        case 'f' -> '\f';
                        default -> escaped;
                    };
        }
    }
}
