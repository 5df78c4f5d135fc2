package dev.chatstore.testkit.server;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A private certificate authority and a server's certificate that it has issued, as the PEM files that servers and
 * clients read. Creating them takes about two seconds.
 *
 * @param authority the certificate of the authority
 * @param server the certificate of the server
 * @param key the private key of the server, readable by its owner only
 * @param store the server's key and certificate as a PKCS #12 file with the password {@link #PASSWORD}
 * @param trustStore the certificate of the authority as such a file
 */
// Five components: the forms in which servers and clients read the same.
public record TestCertificates(Path authority, Path server, Path key, Path store, Path trustStore) {
    /** The password of the PKCS #12 files. */
    public static final String PASSWORD = "secret";

    private static final String AUTHORITY = "authority";
    private static final String SERVER = "server";

    /**
     * Creates the files in a folder.
     *
     * @param name whom the server's certificate names, such as {@code ip:127.0.0.1} or {@code dns:example.org}
     * @throws IllegalStateException if the JDK's {@code keytool} fails
     */
    public static TestCertificates create(Path folder, String name) {
        Path store = folder.resolve("keys.p12");
        keytool(store, AUTHORITY, List.of("-ext", "bc:c=ca:true"));
        keytool(store, SERVER, List.of("-ext", "san=" + name, "-signer", AUTHORITY));
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            Key key = keys.getKey(SERVER, PASSWORD.toCharArray());
            Path authority = certificate(folder.resolve("authority.pem"), keys.getCertificate(AUTHORITY));
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(AUTHORITY, keys.getCertificate(AUTHORITY));
            keys.deleteEntry(AUTHORITY);
            write(keys, store);
            return new TestCertificates(
                    authority,
                    certificate(folder.resolve("server.pem"), keys.getCertificate(SERVER)),
                    pem(folder.resolve("key.pem"), "PRIVATE KEY", key.getEncoded()),
                    store,
                    write(trusted, folder.resolve("trusted.p12")));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot export the certificates of a test", e);
        }
    }

    private static void keytool(Path store, String alias, List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString()));
        command.addAll(more);
        Path log = store.resolveSibling("keytool.log");
        if (!ServerProcess.run(command, log)) {
            throw new IllegalStateException("keytool failed: " + read(log));
        }
    }

    private static Path write(KeyStore keys, Path file) throws GeneralSecurityException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            keys.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path certificate(Path file, Certificate certificate) throws GeneralSecurityException, IOException {
        return pem(file, "CERTIFICATE", certificate.getEncoded());
    }

    private static Path pem(Path file, String type, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
