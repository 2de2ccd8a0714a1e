-- expect: out_of_memory or timeout
-- line: 3
for i = 1, 1 << 40 do _G["global" .. i] = { i } end
