-- expect: limit or out_of_memory or timeout
print(#select(2, package.searchpath(("."):rep(100000), "?", ".", ("b"):rep(100000))))
