import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.ZoneId;

class Clock {
    public static void main(String[] args) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(8000), 0);
        server.createContext("/", exchange -> {
            var zone = ZoneId.of(exchange.getRequestURI().getPath().substring(1));
            var text = Instant.ofEpochSecond(1_782_900_000).atZone(zone) + "\n";
            exchange.sendResponseHeaders(200, text.length());
            exchange.getResponseBody().write(text.getBytes());
            exchange.close();
        });
        server.start();
    }
}
