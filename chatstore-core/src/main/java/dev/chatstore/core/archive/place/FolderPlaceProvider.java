package dev.chatstore.core.archive.place;

import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.spi.BackendContext;
import dev.chatstore.api.spi.ConnectionUrl;
import dev.chatstore.api.spi.Schemes;
import dev.chatstore.api.spi.SegmentPlaceProvider;
import dev.chatstore.api.spi.Setting;
import dev.chatstore.api.spi.segment.SegmentPlace;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Opens a folder, such as {@code file:/var/lib/bot/archive}, for the contents of segments. */
@Schemes(FolderPlace.SCHEME)
public final class FolderPlaceProvider implements SegmentPlaceProvider {
    /** Creates the provider. */
    public FolderPlaceProvider() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public SegmentPlace open(BackendContext context) {
        return FolderPlace.open(folder(context.url()), context.store());
    }

    private static Path folder(ConnectionUrl url) {
        String rest = url.rest();
        // Three slashes are a path of this machine, and two would be another machine.
        String path = rest.startsWith("///") ? rest.substring(2) : rest;
        if (path.isBlank() || path.startsWith("//")) {
            throw invalid(path);
        }
        try {
            return Path.of(path).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw invalid(path);
        }
    }

    private static InvalidInputException invalid(String path) {
        return new InvalidInputException(
                "url", "must name a folder of this machine, as in file:/var/lib/bot/archive", path.length());
    }
}
