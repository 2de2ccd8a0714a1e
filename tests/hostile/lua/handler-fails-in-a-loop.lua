-- expect: timeout
while true do xpcall(error, error) end
