-- expect: timeout
-- prints: before
-- line: 5
print("before")
while true do end
