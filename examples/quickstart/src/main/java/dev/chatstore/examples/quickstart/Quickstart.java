package dev.chatstore.examples.quickstart;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.ChatStoreException;
import dev.chatstore.api.Storage;
import dev.chatstore.examples.quickstart.Options.UsageException;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.FileSystemException;
import java.util.List;

/** Starts the bot. */
public final class Quickstart {
    private final Screen screen;
    private final PrintStream errors;

    Quickstart(PrintStream out, PrintStream errors) {
        this.screen = new Screen(out);
        this.errors = errors;
    }

    /** Runs the bot. The exit code is 0, or 1 after a failure, or 2 for an invalid command line. */
    public static void main(String[] arguments) {
        Terminal terminal = Terminal.here();
        // Wrappers of System.out, such as that of Maven, may not use the charset of the terminal.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, terminal.charset());
        PrintStream errors = new PrintStream(new FileOutputStream(FileDescriptor.err), true, terminal.charset());
        Reader in = new InputStreamReader(System.in, terminal.charset());
        int code = new Quickstart(out, errors).run(List.of(arguments), in, terminal.interactive());
        if (code != 0) {
            System.exit(code);
        }
    }

    int run(List<String> arguments, Reader in, boolean interactive) {
        try {
            Options options = Options.parse(arguments);
            if (options.help()) {
                screen.line(Options.USAGE);
            } else {
                run(options, new BufferedReader(in), interactive && !options.stdin());
            }
            return 0;
        } catch (UsageException e) {
            errors.println("quickstart: " + e.getMessage() + "; --help lists the options");
            return 2;
        } catch (FileSystemException e) {
            errors.println("quickstart: cannot read " + e.getFile());
            return 1;
        } catch (ChatStoreException | IOException | IllegalStateException e) {
            errors.println("quickstart: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private void run(Options options, BufferedReader in, boolean interactive) throws IOException, InterruptedException {
        SampleHistory sample = SampleHistory.at(options.data());
        if (!interactive && !options.stdin()) {
            new Script(options, sample, screen).play();
            return;
        }
        try (Storage stores = ChatStorage.open(options.store())) {
            screen.note("sample history: " + sample.importInto(stores.chats()).summary());
            Chat chat = new Chat(stores, options.user(), screen);
            chat.begin();
            if (interactive) {
                screen.note("/help lists the commands; you can kill this process at any time");
            }
            chat.talk(in, interactive);
        }
    }
}
