-- Why a buyer called an order off before it was paid: for the seller to read, and to learn from.
ALTER TABLE orders
  ADD COLUMN cancel_reason text CHECK (cancel_reason IN ('NOT_WANTED', 'ORDERED_WRONG', 'WRONG_ADDRESS', 'TOO_DEAR',
                                         'COUPON_FORGOTTEN', 'PAYMENT_TROUBLE', 'TOO_SLOW', 'OTHER')),
  ADD COLUMN cancel_note   text;
