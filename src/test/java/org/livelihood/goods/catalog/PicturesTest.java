package org.livelihood.goods.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livelihood.platform.kernel.Refusal;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

class PicturesTest {

    private static final int RED = 0xFF0000;
    private static final int WHITE = 0xFFFFFF;

    private final Pictures pictures = new Pictures();

    @AfterEach
    void stop() {
        pictures.destroy();
    }

    private StoredImage encoded(byte[] upload) {
        return all(upload).full();
    }

    private Pictures.Encoded all(byte[] upload) {
        return Objects.requireNonNull(pictures.encoded(Mono.just(upload)).block());
    }

    private void refused(byte[] upload, CatalogReason reason) {
        assertThatThrownBy(() -> pictures.encoded(Mono.just(upload)).block())
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    /** White, 32 by 16, with its upper left 8 by 8 in red. */
    private static byte[] picture(String format) throws IOException {
        BufferedImage image = new BufferedImage(32, 16, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 32; x++) {
            for (int y = 0; y < 16; y++) {
                image.setRGB(x, y, x < 8 && y < 8 ? RED : WHITE);
            }
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ImageIO.write(image, format, output);
        return output.toByteArray();
    }

    /** The JPEG with an EXIF block that holds an orientation and a place. */
    private static byte[] withExif(byte[] jpeg, int orientation) {
        byte[] secret = "N 33.1 E 116.3".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer exif = ByteBuffer.allocate(10 + 8 + 2 + 12 + 4 + secret.length);
        exif.putShort((short) 0xFFE1).putShort((short) (exif.capacity() - 2));
        exif.putInt(0x45786966).putShort((short) 0);
        exif.putShort((short) 0x4D4D).putShort((short) 42).putInt(8);
        exif.putShort((short) 1);
        exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
        exif.putShort((short) 0).putInt(0).put(secret);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        output.write(jpeg, 0, 2);
        output.writeBytes(exif.array());
        output.write(jpeg, 2, jpeg.length - 2);
        return output.toByteArray();
    }

    private static boolean isRed(int rgb) {
        return (rgb >> 16 & 0xFF) > 180 && (rgb >> 8 & 0xFF) < 90;
    }

    @ParameterizedTest
    @CsvSource({
        "1, 32, 16, 2, 2",
        "2, 32, 16, 29, 2",
        "3, 32, 16, 29, 13",
        "4, 32, 16, 2, 13",
        "5, 16, 32, 2, 2",
        "6, 16, 32, 13, 2",
        "7, 16, 32, 13, 29",
        "8, 16, 32, 2, 29",
        "9, 32, 16, 2, 2"
    })
    void aPictureStandsUprightAndTellsNoPlace(int orientation, int width, int height, int redX, int redY)
            throws IOException {
        StoredImage stored = encoded(withExif(picture("jpeg"), orientation));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(stored.bytes()));
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        assertThat(isRed(image.getRGB(redX, redY))).isTrue();
        assertThat(isRed(image.getRGB(width / 2, height / 2))).isFalse();
        assertThat(new String(stored.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "116.3");
    }

    @Test
    void aPictureIsKeptInThreeSizesAndNeverMadeLarger() throws IOException {
        BufferedImage large = new BufferedImage(2_000, 1_000, BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(large, "jpeg", jpeg);
        Pictures.Encoded encoded = all(jpeg.toByteArray());
        assertThat(widthOf(encoded.full())).isEqualTo(2_000);
        assertThat(widthOf(encoded.sizes().get(ImageSize.MEDIUM))).isEqualTo(1_000);
        assertThat(widthOf(encoded.sizes().get(ImageSize.SMALL))).isEqualTo(320);
        assertThat(encoded.sizes().get(ImageSize.SMALL).hash())
                .isEqualTo(encoded.full().hash());
        StoredImage later = Objects.requireNonNull(
                pictures.smaller(encoded.full(), ImageSize.SMALL).block());
        assertThat(widthOf(later)).isEqualTo(320);
        assertThat(later.type()).isEqualTo("image/jpeg");
        assertThat(widthOf(all(picture("png")).sizes().get(ImageSize.MEDIUM))).isEqualTo(32);
    }

    private static int widthOf(StoredImage picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(picture.bytes())).getWidth();
    }

    @Test
    void theTypeIsWhatTheBytesSay() throws IOException {
        assertThat(encoded(picture("png")).type()).isEqualTo("image/png");
        assertThat(encoded(picture("jpeg")).type()).isEqualTo("image/jpeg");
        for (String other : new String[] {"gif", "bmp"}) {
            refused(picture(other), CatalogReason.NOT_AN_IMAGE);
        }
        refused(new byte[0], CatalogReason.NOT_AN_IMAGE);
        refused(
                "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8),
                CatalogReason.NOT_AN_IMAGE);
    }

    @Test
    void theSamePictureIsTheSameBytes() throws IOException {
        assertThat(encoded(picture("png")).hash())
                .isEqualTo(encoded(picture("png")).hash());
    }

    @Test
    void whatIsAppendedToAPictureIsGone() throws IOException {
        byte[] png = picture("png");
        byte[] longer = Arrays.copyOf(png, png.length + 20);
        Arrays.fill(longer, png.length, longer.length, (byte) 'x');
        assertThat(new String(encoded(longer).bytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain("xxxx");
    }

    @Test
    void aHugePictureIsRefusedByItsHeader() throws IOException {
        byte[] png = picture("png");
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(16, 10_000).putInt(20, 10_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        header.putInt(29, (int) crc.getValue());
        refused(png, CatalogReason.IMAGE_TOO_LARGE);
        refused(Arrays.copyOf(png, Pictures.MOST_BYTES + 1), CatalogReason.IMAGE_TOO_LARGE);
    }

    private static byte[] photo(int width, int height, int type, String format) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            image.setRGB(random.nextInt(width), random.nextInt(height), random.nextInt());
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ImageIO.write(image, format, output);
        return output.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"jpeg, 0.13", "jpeg, 0.5", "jpeg, 0.9", "jpeg, 0.999", "png, 0.13", "png, 0.9", "png, 0.999"})
    @DisplayName("C7: a picture whose end is missing is refused")
    void aCutPictureIsRefused(String format, double part) throws IOException {
        byte[] whole = photo(600, 400, BufferedImage.TYPE_3BYTE_BGR, format);
        assertThat(encoded(whole).type()).isEqualTo("image/" + format);
        byte[] cut = Arrays.copyOf(whole, (int) (whole.length * part));
        refused(cut, CatalogReason.BROKEN_IMAGE);
        if (format.equals("jpeg")) {
            byte[] ended = Arrays.copyOf(cut, cut.length + 2);
            ended[cut.length] = (byte) 0xFF;
            ended[cut.length + 1] = (byte) 0xD9;
            refused(ended, CatalogReason.BROKEN_IMAGE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UklGRloAAABXRUJQVlA4IE4AAADQAwCdASowACAAPmUsj0WkIqEarfwAQAZEsQBg30A/AAA+RHopNAAA/vD6K//KVeCxujz/+WhfLQvloX/J"
                        + "sv+8kAJNXiN/+TTcIYAAAAA=",
                "UklGRioAAABXRUJQVlA4TB0AAAAvL8AHAA8w//M///MfWhAIJPtLJzBARP8noODsHwA="
            })
    @DisplayName("C8: WebP is read, with loss and without, and refused when its end is missing")
    void webpIsRead(String base64) throws IOException {
        byte[] webp = Base64.getDecoder().decode(base64);
        StoredImage stored = encoded(webp);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(stored.bytes()));
        assertThat(stored.type()).isEqualTo("image/jpeg");
        assertThat(image.getWidth()).isEqualTo(48);
        assertThat(isRed(image.getRGB(4, 4))).isTrue();
        assertThat(isRed(image.getRGB(40, 24))).isFalse();
        refused(Arrays.copyOf(webp, webp.length - 10), CatalogReason.BROKEN_IMAGE);
    }

    @Test
    @DisplayName("C8: a photo of 50 million pixels is read and shrunk; HEIC is refused in words of its own")
    void aLargePhotoIsShrunk() throws IOException {
        byte[] large = photo(8_200, 6_100, BufferedImage.TYPE_3BYTE_BGR, "jpeg");
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(encoded(large).bytes()));
        assertThat(image.getWidth()).isEqualTo(ImageSize.FULL.side());
        assertThat(image.getHeight()).isEqualTo(2_231);
        byte[] heic = "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1);
        refused(heic, CatalogReason.HEIC);
    }

    @Test
    @DisplayName("F9: a picture that is too long a line is refused by its header, and a crowd is told to come again")
    void boundsOnSidesAndCrowds() throws IOException {
        byte[] line = picture("png");
        ByteBuffer header = ByteBuffer.wrap(line);
        header.putInt(16, 1).putInt(20, 40_000_000);
        CRC32 crc = new CRC32();
        crc.update(line, 12, 17);
        header.putInt(29, (int) crc.getValue());
        refused(line, CatalogReason.IMAGE_TOO_LARGE);
        List<Disposable> waiting = IntStream.range(0, 8)
                .mapToObj(seat -> pictures.encoded(Mono.never()).subscribe())
                .toList();
        refused(picture("png"), CatalogReason.PICTURES_BUSY);
        waiting.forEach(Disposable::dispose);
        assertThat(encoded(picture("png")).type()).isEqualTo("image/png");
    }

    /** Whatever is broken, it is a picture or it is refused. */
    @Test
    void aBrokenPictureIsRefusedInPlainWords() throws IOException {
        Random random = new Random(1);
        for (String format : new String[] {"jpeg", "png"}) {
            byte[] whole = withExif(picture("jpeg"), 6);
            if (format.equals("png")) {
                whole = picture("png");
            }
            for (int i = 0; i < 500; i++) {
                byte[] broken = Arrays.copyOf(whole, 8 + random.nextInt(whole.length - 8));
                for (int changes = random.nextInt(4); changes > 0; changes--) {
                    broken[4 + random.nextInt(broken.length - 4)] = (byte) random.nextInt();
                }
                try {
                    encoded(broken);
                } catch (Refusal refusal) {
                    assertThat(refusal.reason())
                            .isIn(
                                    CatalogReason.NOT_AN_IMAGE,
                                    CatalogReason.BROKEN_IMAGE,
                                    CatalogReason.IMAGE_TOO_LARGE);
                }
            }
        }
    }
}
