-- Once nothing is sealed with a former key any more, a start without it is right.
GRANT DELETE ON security_vault_key TO livelihood_app;
