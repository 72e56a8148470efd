-- How a buyer gets to pay, by which the front end knows what to do with the provider's answer: a page to open
-- (cashier_url), or what the provider's own client takes (launch, a JSON object of texts).
ALTER TABLE payment
  ADD COLUMN method text NOT NULL DEFAULT 'PAGE',
  ADD COLUMN launch text NOT NULL DEFAULT '{}';
