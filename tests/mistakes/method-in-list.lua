local t = { ("a"):upper() "b" }
