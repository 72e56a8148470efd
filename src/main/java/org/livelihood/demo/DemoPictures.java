package org.livelihood.demo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Pictures of the demo's products, drawn here of round shapes, without letters: a server may have no fonts. */
final class DemoPictures {

    private static final int SIDE = 800;
    private static final int CORNER = 80;

    /** A rectangle with round corners; an oval where these are as large as itself. */
    private record Part(int left, int top, int width, int height, int cornerWidth, int cornerHeight, int colour) {

        static Part box(int left, int top, int width, int height, int colour) {
            return new Part(left, top, width, height, CORNER, CORNER, colour);
        }

        static Part oval(int left, int top, int width, int height, int colour) {
            return new Part(left, top, width, height, width, height, colour);
        }

        void draw(Graphics2D graphics) {
            graphics.setColor(new Color(colour));
            graphics.fillRoundRect(left, top, width, height, cornerWidth, cornerHeight);
        }
    }

    /** The first part of each is its background. */
    private static final Map<String, List<Part>> DRAWINGS = Map.of(
            "socks",
            List.of(
                    Part.box(0, 0, SIDE, SIDE, 0xDCE8F2),
                    Part.box(160, 140, 170, 420, 0x2F4B7C),
                    Part.oval(160, 470, 300, 170, 0x2F4B7C),
                    Part.box(160, 140, 170, 70, 0xF2F2F2),
                    Part.box(420, 180, 170, 420, 0x8A8D91),
                    Part.oval(420, 510, 300, 170, 0x8A8D91),
                    Part.box(420, 180, 170, 70, 0xF2F2F2)),
            "eggs",
            List.of(
                    Part.box(0, 0, SIDE, SIDE, 0xF6E7C8),
                    Part.oval(290, 180, 220, 290, 0xD9A066),
                    Part.oval(150, 330, 220, 290, 0xE8B98A),
                    Part.oval(430, 330, 220, 290, 0xF0C9A0)),
            "fungus",
            List.of(
                    Part.box(0, 0, SIDE, SIDE, 0xDACDB4),
                    Part.oval(170, 280, 280, 240, 0xF8F1DC),
                    Part.oval(350, 240, 280, 240, 0xF3E7C6),
                    Part.oval(270, 380, 300, 240, 0xFFFAEC)),
            "konjac",
            List.of(
                    Part.box(0, 0, SIDE, SIDE, 0xE3E6E1),
                    Part.box(240, 160, 320, 480, 0xB9A48C),
                    Part.box(280, 300, 240, 180, 0xFFFFFF)),
            "fruit",
            List.of(
                    Part.box(0, 0, SIDE, SIDE, 0xF4F1E6),
                    Part.oval(170, 340, 250, 240, 0x7BB661),
                    Part.oval(390, 350, 250, 240, 0x8CC63F),
                    Part.oval(280, 190, 250, 240, 0xA4D65E)),
            "juice",
            List.of(
                    Part.box(0, 0, SIDE, SIDE, 0xFBE9B7),
                    Part.box(345, 100, 110, 160, 0x6B4F2A),
                    Part.box(265, 220, 270, 470, 0xF2B632),
                    Part.box(300, 380, 200, 160, 0xFFFFFF)));

    private DemoPictures() {}

    /** A PNG of what goods of a category look like. */
    static byte[] of(String category) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        DRAWINGS.getOrDefault(category, List.of()).forEach(part -> part.draw(graphics));
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
