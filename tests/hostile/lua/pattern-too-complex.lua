-- expect: runtime or timeout
-- line: 3
("a"):rep(300000):match(("a?"):rep(300000) .. "b")
