package org.livelihood.sale.address;

/**
 * Whom a parcel goes to, and where: personal data, so its text shows the masked form only.
 *
 * @param phone as {@link Phones} writes it
 * @param regionCode of the township or village, 12 digits
 * @param detail what is left to say below that region: street, house, door
 */
public record Destination(String recipient, String phone, String regionCode, String detail) {

    private static final int PHONE_HEAD = 3;
    private static final int PHONE_TAIL = 4;
    private static final int SHORT_PHONE = 9;

    /** What a list may show of it. */
    public MaskedDestination mask() {
        return maskOf(recipient, phone, regionCode);
    }

    static MaskedDestination maskOf(String recipient, String phone, String regionCode) {
        String initial = recipient.substring(0, recipient.offsetByCodePoints(0, 1));
        return new MaskedDestination(initial + "*", masked(phone), regionCode);
    }

    /** A short number shows its end only. */
    private static String masked(String phone) {
        int head = phone.length() > SHORT_PHONE ? PHONE_HEAD : 0;
        return phone.substring(0, head) + "****" + phone.substring(Math.max(0, phone.length() - PHONE_TAIL));
    }

    @Override
    public String toString() {
        return mask().toString();
    }
}
