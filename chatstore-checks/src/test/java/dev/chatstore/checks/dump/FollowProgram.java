package dev.chatstore.checks.dump;

import dev.chatstore.ChatStorage;
import dev.chatstore.core.dump.Following;
import dev.chatstore.core.dump.StoreCopy;
import java.time.Duration;

/** Follows a store until it is killed, and prints a line for each step of the progress. */
final class FollowProgram {
    private FollowProgram() {}

    /** Runs the program with the URLs of the source and the target. */
    public static void main(String[] args) {
        try (ChatStorage source = ChatStorage.open(args[0]);
                ChatStorage target = ChatStorage.open(args[1]);
                Following following = StoreCopy.from(source)
                        .to(target)
                        .onProgress(progress -> {
                            System.out.println(progress);
                            System.out.flush();
                        })
                        .follow(Duration.ofMillis(1))) {
            following.awaitEnd(Duration.ofMinutes(10));
        }
    }
}
