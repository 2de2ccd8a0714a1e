local function f(a = 1) return a end
