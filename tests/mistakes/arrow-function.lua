local double = (x) => x * 2
