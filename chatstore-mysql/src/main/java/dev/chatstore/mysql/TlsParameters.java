package dev.chatstore.mysql;

import dev.chatstore.core.backend.TrustedAuthorities;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** The parameters of the drivers for TLS. */
final class TlsParameters {
    /** The store holds certificates only, which are no secret; the format wants a password. */
    private static final String PASSWORD = "certificates";

    private TlsParameters() {}

    /** Returns the parameters with which MySQL's driver verifies the server. */
    static Map<String, String> connectorJ(TrustedAuthorities authorities) {
        return Map.of(
                "sslMode", "VERIFY_IDENTITY",
                "trustCertificateKeyStoreUrl", trustStore(authorities).toUri().toString(),
                "trustCertificateKeyStoreType", "PKCS12",
                "trustCertificateKeyStorePassword", PASSWORD,
                "fallbackToSystemTrustStore", "false");
    }

    /** Writes the file that the driver reads for each connection; it knows no PEM. The JVM deletes it when it ends. */
    private static Path trustStore(TrustedAuthorities authorities) {
        try {
            Path file = Files.createTempFile("chatstore-authorities", ".p12");
            file.toFile().deleteOnExit();
            Files.write(file, authorities.pkcs12(PASSWORD));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the trust store of the driver", e);
        }
    }

    /** Returns the parameters with which MariaDB's driver verifies the server. */
    static Map<String, String> mariadbClient(TrustedAuthorities authorities) {
        return Map.of(
                "sslMode", "verify-full", "serverSslCert", authorities.file().toString());
    }

    /**
     * Returns the parameters with which MariaDB's driver encrypts and verifies where the server has TLS, and only there.
     * From version 4 on it would refuse a server without TLS; before, it never encrypts by itself.
     */
    static Map<String, String> mariadbClientWhereTheServerHasTls() {
        try {
            Class<?> modes =
                    Class.forName("org.mariadb.jdbc.export.SslMode", false, TlsParameters.class.getClassLoader());
            boolean allows = Arrays.stream(modes.getEnumConstants())
                    .anyMatch(mode -> ((Enum<?>) mode).name().equals("ALLOW"));
            return allows ? Map.of("sslMode", "allow") : Map.of();
        } catch (ClassNotFoundException e) {
            return Map.of();
        }
    }
}
