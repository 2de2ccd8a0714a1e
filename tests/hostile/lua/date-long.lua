-- expect: limit or out_of_memory or timeout
while true do os.date(("%c"):rep(1 << 19)) end
