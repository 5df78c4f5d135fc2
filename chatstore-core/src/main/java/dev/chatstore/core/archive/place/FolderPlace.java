package dev.chatstore.core.archive.place;

import dev.chatstore.api.UnavailableException;
import dev.chatstore.api.spi.segment.SegmentPlace;
import dev.chatstore.core.file.OwnersFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder with a folder for each store, in which a content is a file such as {@code ab/abcdef.zst}: the folder is named by
 * the first two characters of the segment's id. A file appears under its name once it is complete and on the disk.
 */
final class FolderPlace implements SegmentPlace {
    static final String SCHEME = "file";

    private static final int PREFIX = 2;
    private static final String ENDING = ".zst";
    private static final String UNFINISHED = ".part";

    private final Path root;

    private FolderPlace(Path root) {
        this.root = root;
    }

    /**
     * Opens the folder of a store in an existing one, which several stores may share.
     *
     * @throws UnavailableException if the existing folder is missing, or no file can be written there
     */
    static FolderPlace open(Path folder, String store) {
        if (!Files.isDirectory(folder)) {
            throw UnavailableException.notDone(
                    "the folder of the archive, " + folder + ", does not exist: create it, or mount it", false, null);
        }
        FolderPlace place = new FolderPlace(folder.resolve(store));
        try {
            create(place.root, folder);
            place.now();
            return place;
        } catch (IOException e) {
            throw place.failure("write to", e);
        }
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    private Path folder(String segmentId) {
        return root.resolve(prefix(segmentId));
    }

    private static String prefix(String segmentId) {
        return segmentId.substring(0, Math.min(PREFIX, segmentId.length()));
    }

    private Path file(String segmentId) {
        return folder(segmentId).resolve(segmentId + ENDING);
    }

    @Override
    public void write(String segmentId, byte[] content) {
        Path file = file(segmentId);
        try {
            create(folder(segmentId), root);
            OwnersFile.writeForOwner(file, out -> {
                out.write(content);
                return file;
            });
        } catch (IOException e) {
            throw failure("write to", e);
        }
    }

    /** Creates a folder in an existing one, and returns once it is on the disk. */
    private static void create(Path folder, Path parent) throws IOException {
        if (!Files.isDirectory(folder)) {
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                // Another thread or process was first.
                if (!Files.isDirectory(folder)) {
                    throw e;
                }
            }
            force(parent);
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            // Windows does not open folders, and makes names durable by itself.
        }
    }

    @Override
    public byte @Nullable [] read(String segmentId) {
        try {
            return Files.readAllBytes(file(segmentId));
        } catch (NoSuchFileException e) {
            return missing();
        } catch (IOException e) {
            throw failure("read from", e);
        }
    }

    /** A folder that is not mounted must not look like one without the file. */
    private byte @Nullable [] missing() {
        if (!Files.isDirectory(root)) {
            throw UnavailableException.notDone(
                    "the folder of the archive, " + root + ", is missing: mount it, or bring it back", true, null);
        }
        return null;
    }

    @Override
    public boolean remove(String segmentId) {
        try {
            boolean removed = Files.deleteIfExists(file(segmentId));
            if (removed) {
                force(folder(segmentId));
            }
            return removed;
        } catch (IOException e) {
            throw failure("remove from", e);
        }
    }

    /** Also removes what writes that were interrupted have left, if it is as old. */
    @Override
    public List<String> olderThan(Duration age, @Nullable String after, int limit) {
        try {
            Instant latest = now().minus(age);
            List<String> ids = new ArrayList<>();
            String first = after == null ? "" : prefix(after);
            for (Path folder : sorted(root)) {
                if (folder.getFileName().toString().compareTo(first) >= 0 && ids.size() < limit) {
                    addOld(folder, latest, after, limit, ids);
                }
            }
            return ids;
        } catch (IOException e) {
            throw failure("list", e);
        }
    }

    private static void addOld(Path folder, Instant latest, @Nullable String after, int limit, List<String> ids)
            throws IOException {
        TreeMap<String, Path> files = new TreeMap<>();
        for (Path file : sorted(folder)) {
            String name = file.getFileName().toString();
            if (name.endsWith(ENDING)) {
                files.put(name.substring(0, name.length() - ENDING.length()), file);
            } else if (name.endsWith(UNFINISHED) && isOld(file, latest)) {
                Files.deleteIfExists(file);
            }
        }
        for (String id : (after == null ? files : files.tailMap(after, false)).keySet()) {
            if (ids.size() < limit && isOld(files.get(id), latest)) {
                ids.add(id);
            }
        }
    }

    private static boolean isOld(@Nullable Path file, Instant latest) throws IOException {
        try {
            return file != null && !Files.getLastModifiedTime(file).toInstant().isAfter(latest);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static List<Path> sorted(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        }
    }

    /** Returns the time of the file system, which may be that of another machine, and shows that files can be written. */
    private Instant now() throws IOException {
        Path probe = Files.createTempFile(root, "now", UNFINISHED);
        try {
            return Files.getLastModifiedTime(probe).toInstant();
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private UnavailableException failure(String verb, IOException error) {
        String reason = error instanceof AccessDeniedException
                ? "access is denied"
                : error.getClass().getSimpleName() + (error.getMessage() == null ? "" : ": " + error.getMessage());
        return UnavailableException.notDone(
                "cannot " + verb + " the folder of the archive, " + root + ": " + reason, true, error);
    }

    @Override
    public void close() {
        // Nothing stays open between two calls.
    }
}
