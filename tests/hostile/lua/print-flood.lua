-- expect: timeout or limit or out_of_memory
-- line: 3
while true do print("flood") end
