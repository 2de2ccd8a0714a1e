-- expect: timeout
-- line: 3
("abc"):gsub(".", function() while true do end end)
