-- expect: ok
-- prints: nil
print((load(('"\n'):rep(100000))))
