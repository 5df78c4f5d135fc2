package dev.chatstore.redis.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A frame is read back as it was written, under the same key; whatever it claims, it takes little memory. */
class FramesTest {
    private static final byte[] KEY = "key".getBytes(StandardCharsets.UTF_8);
    private static final int COMPRESSED = 0x80;
    private static final int HUGE = 200 << 20;
    private static final Frames FRAMES = new Frames(256);

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "abc "})
    void aFrameComesBackWhateverItCompressesTo(String text) {
        for (int times : new int[] {1, 63, 64, 65, 1_000, 100_000}) {
            byte[] body = text.repeat(times).getBytes(StandardCharsets.UTF_8);
            byte[] frame = FRAMES.frame(KEY, Frames.MESSAGES, 3, 7, new ByteSink().put(body));
            Frames.Frame read = Frames.next(new ByteSource(frame), KEY);
            assertThat(read.body().rest()).isEqualTo(body);
            assertThat(read.count()).isEqualTo(3);
        }
    }

    @Test
    void noFlippedBitAndNoOtherKeyIsRead() {
        ByteSink body = new ByteSink().put("again and ".repeat(100).getBytes(StandardCharsets.UTF_8));
        byte[] frame = FRAMES.frame(KEY, Frames.MESSAGES, 3, 7, body);
        for (int bit = 0; bit < Byte.SIZE * frame.length; bit++) {
            byte[] flipped = frame.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThatThrownBy(() -> Frames.next(new ByteSource(flipped), KEY))
                    .as("bit %s", bit)
                    .isInstanceOf(UnreadableException.class);
        }
        assertThatThrownBy(() -> Frames.next(new ByteSource(frame), new byte[] {1}))
                .isInstanceOf(UnreadableException.class);
    }

    /** Six kilobytes, with the right checksum, that claim to be two hundred megabytes and are. */
    @Test
    void aSmallFrameTakesLittleMemory() {
        byte[] packed = Zstd.compress(new byte[HUGE], 1);
        assertThat(packed.length).isLessThan(20_000);
        ByteSink content = new ByteSink().putInt(HUGE).putNumber(packed.length).put(packed);
        byte[] frame = signed(COMPRESSED | Frames.MESSAGES, content.toBytes());
        assertThat(allocated(() -> assertThatThrownBy(() -> Frames.next(new ByteSource(frame), KEY))
                        .isInstanceOf(UnreadableException.class)))
                .isLessThan(16 << 20);
    }

    @Test
    void aFrameThatUnpacksToMoreThanItSaysIsRefused() {
        byte[] packed = Zstd.compress(new byte[HUGE], 1);
        ByteSink content =
                new ByteSink().putInt(100_000).putNumber(packed.length).put(packed);
        byte[] frame = signed(COMPRESSED | Frames.MESSAGES, content.toBytes());
        assertThat(allocated(() -> assertThatThrownBy(() -> Frames.next(new ByteSource(frame), KEY))
                        .isInstanceOf(UnreadableException.class)))
                .isLessThan(16 << 20);
    }

    private static byte[] signed(int kind, byte[] content) {
        ByteSink header = new ByteSink().put(kind).putInt(1).putLong(1).putInt(Integer.BYTES + content.length);
        CRC32C checksum = new CRC32C();
        checksum.update(KEY);
        checksum.update(header.toBytes());
        checksum.update(content);
        return header.putInt((int) checksum.getValue()).put(content).toBytes();
    }

    private static long allocated(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
