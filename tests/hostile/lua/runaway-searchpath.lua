-- expect: limit or out_of_memory or timeout
print(#select(2, package.searchpath(("a"):rep(100000), ("?;"):rep(100000))))
