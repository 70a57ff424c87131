import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** Prints what comes through a socket, a frame a line: java examples/Watch.java URL [how many frames]. */
class Watch implements WebSocket.Listener {
    private final StringBuilder frame = new StringBuilder();
    private final CountDownLatch left;

    Watch(int frames) {
        left = new CountDownLatch(frames);
    }

    public static void main(String[] args) throws Exception {
        Watch watch = new Watch(args.length > 1 ? Integer.parseInt(args[1]) : Integer.MAX_VALUE);
        try {
            HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create(args[0]), watch).join();
        } catch (CompletionException e) {
            System.err.println("not opened: " + reason(e.getCause()));
            System.exit(1);
        }
        watch.left.await();
        System.exit(0);
    }

    private static String reason(Throwable failure) {
        return failure instanceof WebSocketHandshakeException refused
                ? "HTTP status " + refused.getResponse().statusCode()
                : failure.toString();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        frame.append(part);
        if (last && left.getCount() > 0) {
            System.out.println(frame);
            frame.setLength(0);
            left.countDown();
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        System.err.println("closed: " + code + " " + reason);
        System.exit(1);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        System.err.println("broken: " + failure);
        System.exit(1);
    }
}
