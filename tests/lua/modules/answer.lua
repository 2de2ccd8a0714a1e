return 42, "second result"
