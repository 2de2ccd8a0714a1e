-- expect: timeout or out_of_memory or runtime
-- line: 3
load(function() return "x = 1 " end)
