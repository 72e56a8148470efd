-- Always true. What it says is to the planner: an entry that is looked into is dear, for its words are long and lie
-- compressed or elsewhere, and the price of comparing them, which it knows, is not what that takes. Without it, what a
-- fifth of all listings have was looked for by reading all of them, in 230 ms in place of 12 (10,000 listings).
CREATE OR REPLACE FUNCTION shelf_opened(listing uuid) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL RESTRICTED COST 1000 AS $$
BEGIN
  RETURN true;
END $$;
