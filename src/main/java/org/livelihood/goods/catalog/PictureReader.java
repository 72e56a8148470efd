package org.livelihood.goods.catalog;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.livelihood.platform.kernel.Refusal;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Reads one picture within bounds: on its sides and pixels before anything is decoded, on time while it is. A large one
 * is read by leaving rows and columns out, and shrunk to what a shelf can show.
 */
final class PictureReader {

    static final int LONGEST_SIDE = 20_000;

    private static final int PATIENCE_SECONDS = 20;

    /** What the JPEG library says where data ends before the picture does. */
    private static final String CUT_OFF = "remature end";

    private final PictureFormat format;
    private volatile boolean tooSlow;
    private boolean cutOff;

    private PictureReader(PictureFormat format) {
        this.format = format;
    }

    /** Refused with BROKEN_IMAGE or IMAGE_TOO_LARGE. */
    static BufferedImage read(byte[] bytes, PictureFormat format) {
        return new PictureReader(format).read(bytes);
    }

    private BufferedImage read(byte[] bytes) {
        ImageReader reader =
                ImageIO.getImageReadersByFormatName(format.reader()).next();
        Disposable limit = Schedulers.parallel().schedule(() -> giveUp(reader), PATIENCE_SECONDS, TimeUnit.SECONDS);
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(input, true, true);
            reader.addIIOReadWarningListener((source, warning) -> cutOff |= warning.contains(CUT_OFF));
            return whole(reader.read(0, bounded(reader)));
        } catch (Refusal refusal) {
            throw refusal;
        } catch (IOException | RuntimeException broken) {
            throw new Refusal(CatalogReason.BROKEN_IMAGE);
        } finally {
            limit.dispose();
            reader.dispose();
        }
    }

    private void giveUp(ImageReader reader) {
        tooSlow = true;
        reader.abort();
    }

    private ImageReadParam bounded(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (Math.max(width, height) > LONGEST_SIDE || (long) width * height > format.mostPixels()) {
            throw format.tooLarge();
        }
        int step = Math.max(1, Math.max(width, height) / ImageSize.FULL.side());
        ImageReadParam how = reader.getDefaultReadParam();
        how.setSourceSubsampling(step, step, 0, 0);
        return how;
    }

    private BufferedImage whole(BufferedImage image) {
        if (tooSlow) {
            throw format.tooLarge();
        }
        if (cutOff) {
            throw new Refusal(CatalogReason.BROKEN_IMAGE);
        }
        return shrunk(image, ImageSize.FULL.side());
    }

    /** Not longer than this on either side: halved as long as that leaves enough, so that fine lines stay. */
    static BufferedImage shrunk(BufferedImage image, int side) {
        BufferedImage shrunk = image;
        int longest = Math.max(image.getWidth(), image.getHeight());
        while (longest > side) {
            int next = Math.max(side, (longest + 1) / 2);
            shrunk = scaled(shrunk, next, longest);
            longest = next;
        }
        return shrunk;
    }

    private static BufferedImage scaled(BufferedImage image, int part, int whole) {
        int width = Math.max(1, image.getWidth() * part / whole);
        int height = Math.max(1, image.getHeight() * part / whole);
        boolean opaque = !image.getColorModel().hasAlpha();
        BufferedImage small =
                new BufferedImage(width, height, opaque ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_4BYTE_ABGR);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return small;
    }
}
