package dev.chatstore.core.backend;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The certificate authorities that a storage trusts in place of the JVM's.
 *
 * @param file the PEM file that holds their certificates
 * @param certificates their certificates
 */
public record TrustedAuthorities(Path file, List<Certificate> certificates) {
    /** The PEM file, the same for every server of a storage. */
    public static final Setting<String> FILE = Setting.text(
            "tls.ca-file",
            "Path of a PEM file with the certificates of the authorities that issue the servers' certificates. If it is set, every connection to a database server is encrypted and its certificate verified; Redis is encrypted with the scheme rediss. Empty: the authorities that the JVM trusts.");

    /** Copies the list. */
    public TrustedAuthorities {
        certificates = List.copyOf(certificates);
    }

    /**
     * Returns the authorities that the settings name, if they name any.
     *
     * @throws InvalidInputException if the file cannot be read or holds no certificate
     */
    public static Optional<TrustedAuthorities> of(Settings settings) {
        String path = settings.get(FILE);
        return path.isEmpty() ? Optional.empty() : Optional.of(read(path));
    }

    private static TrustedAuthorities read(String path) {
        try (InputStream in = Files.newInputStream(Path.of(path))) {
            Collection<? extends Certificate> read =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (read.isEmpty()) {
                throw unreadable(path, "holds no certificate");
            }
            return new TrustedAuthorities(Path.of(path).toAbsolutePath(), List.copyOf(read));
        } catch (IOException | InvalidPathException e) {
            throw unreadable(path, "cannot be read");
        } catch (GeneralSecurityException e) {
            throw unreadable(path, "is not a PEM file of certificates");
        }
    }

    private static InvalidInputException unreadable(String path, String reason) {
        return new InvalidInputException(
                FILE.key(), "must name a PEM file of certificates, and " + path + " " + reason, path.length());
    }

    /** Returns the certificates as a PKCS #12 file, for clients that know no PEM. */
    public byte[] pkcs12(String password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("authority-" + i, certificates.get(i));
            }
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            store.store(file, password.toCharArray());
            return file.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every JVM has PKCS #12", e);
        }
    }
}
