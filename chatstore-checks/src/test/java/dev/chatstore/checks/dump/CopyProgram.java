package dev.chatstore.checks.dump;

import dev.chatstore.ChatStorage;
import dev.chatstore.core.dump.StoreCopy;

/** Copies a store, and prints a line for each step of the progress, so that a test can kill it in the middle. */
final class CopyProgram {
    private CopyProgram() {}

    /** Runs the program with the URLs of the source and the target. */
    public static void main(String[] args) {
        try (ChatStorage source = ChatStorage.open(args[0]);
                ChatStorage target = ChatStorage.open(args[1])) {
            StoreCopy copy = StoreCopy.from(source).to(target).onProgress(progress -> {
                System.out.println(progress);
                System.out.flush();
            });
            System.out.println(copy.run().summary());
        }
    }
}
