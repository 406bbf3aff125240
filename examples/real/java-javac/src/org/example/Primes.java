package org.example;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.stream.IntStream;

public class Primes {
    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(8080), 0);
        server.createContext("/primes/", exchange -> {
            int limit = Integer.parseInt(exchange.getRequestURI().getPath().substring(8));
            byte[] body = (IntStream.rangeClosed(2, limit).filter(Primes::isPrime).boxed().toList() + "\n").getBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    static boolean isPrime(int n) {
        return IntStream.rangeClosed(2, (int) Math.sqrt(n)).noneMatch(d -> n % d == 0);
    }
}
