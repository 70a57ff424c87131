import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
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
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create(args[0]), watch).join();
        watch.left.await();
        System.exit(0);
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
