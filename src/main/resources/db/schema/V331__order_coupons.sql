-- Which coupons are used with a quote. R__241_order_settle gives coupons back with orders that end, and takes them
-- again with one that is paid after all.
ALTER TABLE order_quote ADD COLUMN coupon_ids uuid[] NOT NULL DEFAULT '{}';
