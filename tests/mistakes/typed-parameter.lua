local function f(a: number) return a end
