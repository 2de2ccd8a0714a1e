-- expect: timeout
while true do debug.traceback() end
