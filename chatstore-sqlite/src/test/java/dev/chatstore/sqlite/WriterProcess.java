package dev.chatstore.sqlite;

import dev.chatstore.ChatStorage;
import dev.chatstore.api.AppendReceipt;
import dev.chatstore.api.ChatStore;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Another process that appends from several threads and prints each acknowledged message: its conversation, its
 * sequence and its text.
 */
final class WriterProcess implements AutoCloseable {
    private static final int THREADS = 4;

    private final Process process;

    /** A message whose append was acknowledged to the process. */
    record Acknowledged(ConversationId conversation, long sequence, String text) {
        static Acknowledged parse(String line) {
            String[] parts = line.split(" ", 3);
            return new Acknowledged(ConversationId.of(parts[0]), Long.parseLong(parts[1]), parts[2]);
        }
    }

    private WriterProcess(Process process) {
        this.process = process;
    }

    static WriterProcess start(Path file, String name, int conversations, int appendsOfEachThread) throws IOException {
        return new WriterProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriterProcess.class.getName(),
                        file.toString(),
                        name,
                        Integer.toString(conversations),
                        Integer.toString(appendsOfEachThread))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Reads a number of acknowledgements, or all if the process ends earlier. */
    List<Acknowledged> read(int count) throws IOException {
        List<Acknowledged> read = new ArrayList<>();
        BufferedReader out = process.inputReader();
        String line;
        while (read.size() < count && (line = out.readLine()) != null) {
            read.add(Acknowledged.parse(line));
        }
        return read;
    }

    /** Kills the process with SIGKILL and returns the acknowledgements that were not read yet. */
    List<Acknowledged> kill() throws IOException, InterruptedException {
        // Process.destroy would close the stream, which is still to be read.
        process.toHandle().destroyForcibly();
        List<Acknowledged> rest = new ArrayList<>();
        BufferedReader out = process.inputReader();
        String line;
        while ((line = out.readLine()) != null) {
            if (line.endsWith(".")) {
                rest.add(Acknowledged.parse(line));
            }
        }
        process.waitFor();
        return rest;
    }

    int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The main method of the process. */
    public static void main(String[] arguments) throws InterruptedException {
        String name = arguments[1];
        int conversations = Integer.parseInt(arguments[2]);
        int appends = Integer.parseInt(arguments[3]);
        try (ChatStorage storage = ChatStorage.open("sqlite:" + arguments[0])) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String writer = name + "-" + i;
                Thread thread = new Thread(() -> append(storage.chats(), writer, conversations, appends));
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static void append(ChatStore chats, String writer, int conversations, int appends) {
        PrintStream out = System.out;
        for (int i = 0; i < appends; i++) {
            ConversationId id = ConversationId.of("c" + i % conversations);
            String text = writer + " says " + i + ".";
            AppendReceipt receipt = chats.append(id, NewMessage.user(text), NewMessage.assistant("re: " + text));
            out.println(id.value() + " " + receipt.firstSequence() + " " + text);
        }
    }
}
