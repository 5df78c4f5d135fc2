package dev.chatstore.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;

/** Cursors that no store returned: changed ones, and texts that resemble the inner form of a cursor. */
public final class ForgedCursors {
    private static final List<String> TIMES = List.of(
            "",
            "2026-03-01T12:00:00Z",
            "2026-03-01T12:00:00.123456789Z",
            "2026-03-01T12:00:00+02:00",
            "2026-02-30T12:00:00Z",
            "0001-01-01T00:00:00Z",
            "0000-12-31T23:59:59Z",
            "9999-12-31T23:59:59.999999Z",
            "+10000-01-01T00:00:00Z",
            "-999999999-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59.999999999Z",
            "1e5");
    private static final List<String> PREFIXES = List.of("", "c", "a", "x", "cc", "ca", "\0", "c ");

    private ForgedCursors() {}

    /**
     * Returns cursors.
     *
     * @param real a cursor of the store
     */
    public static List<String> of(String real, RandomGenerator random) {
        OddJson odd = new OddJson(random);
        List<String> forged = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String prefix = PREFIXES.get(random.nextInt(PREFIXES.size()));
            String time = TIMES.get(random.nextInt(TIMES.size()));
            forged.add(encoded((prefix + time + " " + odd.text()).getBytes(StandardCharsets.UTF_8)));
            forged.add(encoded(odd.text().getBytes(StandardCharsets.UTF_8)));
            forged.add(odd.text());
            forged.add(changed(real, random));
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            forged.add(encoded(bytes));
        }
        return forged;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String changed(String real, RandomGenerator random) {
        StringBuilder changed = new StringBuilder(real);
        int at = random.nextInt(real.length());
        switch (random.nextInt(4)) {
            case 0 -> changed.setCharAt(at, (char) ('A' + random.nextInt(26)));
            case 1 -> changed.deleteCharAt(at);
            case 2 -> changed.append('=');
            default -> changed.insert(at, (char) random.nextInt(0x250));
        }
        return changed.toString();
    }
}
