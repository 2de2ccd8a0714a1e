-- expect: limit or out_of_memory or timeout
print(#("%q"):format(("\1"):rep(15 << 20)))
