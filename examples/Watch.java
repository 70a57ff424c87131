import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints what comes through a socket, a frame a line: java examples/Watch.java URL [how many frames]. When the socket ends
 * it opens the next one, from the last cursor that it saw, so nothing is missed and nothing comes twice.
 */
class Watch {
    private static final Pattern CURSOR = Pattern.compile("\"cursor\":(\\d+)");
    private static final long PAUSE_MILLIS = 500;

    private final HttpClient http = HttpClient.newHttpClient();
    private String url;
    private int left;

    Watch(String url, int frames) {
        this.url = url;
        this.left = frames;
    }

    public static void main(String[] args) throws InterruptedException {
        new Watch(args[0], args.length > 1 ? Integer.parseInt(args[1]) : Integer.MAX_VALUE).run();
        System.exit(0);
    }

    private void run() throws InterruptedException {
        boolean opened = false;
        while (left > 0) {
            Listening listening = new Listening();
            try {
                http.newWebSocketBuilder().buildAsync(URI.create(url), listening).join();
                opened = true;
                listening.over.await();
            } catch (CompletionException e) {
                if (!opened || e.getCause() instanceof WebSocketHandshakeException) {
                    System.err.println("not opened: " + reason(e.getCause()));
                    System.exit(1);
                }
            }
            if (left > 0) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static String reason(Throwable failure) {
        return failure instanceof WebSocketHandshakeException refused
                ? "HTTP status " + refused.getResponse().statusCode()
                : failure.toString();
    }

    private void take(String frame) {
        System.out.println(frame);
        left--;
        Matcher cursor = CURSOR.matcher(frame);
        if (cursor.find()) {
            String resume = "since_cursor=" + cursor.group(1);
            url = url.contains("since_cursor=") ? url.replaceFirst("since_cursor=\\d*", resume) : url + (url.contains("?") ? "&" : "?") + resume;
        }
    }

    private final class Listening implements WebSocket.Listener {
        private final CountDownLatch over = new CountDownLatch(1);
        private final StringBuilder frame = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            frame.append(part);
            if (last && left > 0) {
                take(frame.toString());
                frame.setLength(0);
            }
            if (left == 0) {
                over.countDown();
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            System.err.println("closed: " + code + " " + reason);
            over.countDown();
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            System.err.println("broken: " + failure);
            over.countDown();
        }
    }
}
