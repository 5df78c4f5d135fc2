package dev.chatstore.redis;

import dev.chatstore.testkit.server.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Takes encrypted connections and passes them on to a server that knows none, with a private certificate. */
final class TlsFront implements AutoCloseable {
    private static final String PASSWORD = TestCertificates.PASSWORD;

    private final int target;
    private final SSLServerSocket listener;
    private final Path authority;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private TlsFront(int target, SSLServerSocket listener, Path authority) {
        this.target = target;
        this.listener = listener;
        this.authority = authority;
    }

    /**
     * Starts one on a free port of the loopback.
     *
     * @param target the port of the server
     * @param name whom the certificate names, as {@code ip:127.0.0.1} or {@code dns:example.org}
     * @param folder for the file of the keys
     */
    static TlsFront before(int target, String name, Path folder) throws IOException, GeneralSecurityException {
        return before(target, TestCertificates.create(folder, name));
    }

    /** Starts one with a certificate on a free port of the loopback. */
    static TlsFront before(int target, TestCertificates certificates) throws IOException, GeneralSecurityException {
        Path keys = certificates.store();
        KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        SSLServerSocket listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        TlsFront front = new TlsFront(target, listener, certificates.trustStore());
        start(front::takeConnections);
        return front;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Has the JVM trust the authority of this certificate and no other, until this is closed. */
    void trust() {
        System.setProperty("javax.net.ssl.trustStore", authority.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    }

    private void takeConnections() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(server);
                start(() -> pass(client, server));
                start(() -> pass(server, client));
            } catch (IOException e) {
                // It is closed, or the server is away.
            }
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[8_192];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                out.write(chunk, 0, length);
                out.flush();
            }
        } catch (IOException e) {
            // One side is gone, or they did not agree on a certificate; both are closed.
        } finally {
            open.remove(from);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "tls-front");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
