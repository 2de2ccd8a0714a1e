//! Times small programs in ours and in `lua5.4`: `cargo run --release -p luminara-lua --example bench`.

use std::process::{Command, Stdio};
use std::time::Instant;

use luminara_lua::Program;
use luminara_script::Limits;

const PROGRAMS: &[(&str, &str)] = &[
    (
        "fib(30)",
        "local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end fib(30)",
    ),
    ("loop 20M", "local s = 0 for i = 1, 20000000 do s = s + i % 7 end"),
    ("field access 5M", "local t = {x = 1, y = 2} for i = 1, 5000000 do t.x = t.x + t.y end"),
    (
        "method calls 5M",
        "local C = {} C.__index = C function C:get(n) return self.x + n end
         local o, s = setmetatable({x = 1}, C), 0 for i = 1, 5000000 do s = s + o:get(i) end",
    ),
    ("table alloc 2M", "local s = 0 for i = 1, 2000000 do local t = {x = i, y = i} s = s + t.x end"),
    (
        "closures 2M",
        "local s = 0 for i = 1, 2000000 do local f = function(x) return x + i end s = s + f(1) end",
    ),
    (
        "strings 300k",
        "local t = {} for i = 1, 300000 do t[#t + 1] = ('item' .. i):upper() end table.concat(t, ',')",
    ),
    (
        "sort 200k",
        "local t, x = {}, 42 for i = 1, 200000 do x = (x * 1103515245 + 12345) % 2147483648 t[i] = x end
         table.sort(t, function(a, b) return a < b end)",
    ),
    (
        "sieve 2M",
        "local n, p = 2000000, {} for i = 2, n do p[i] = true end
         for i = 2, 1414 do if p[i] then for j = i * i, n, i do p[j] = false end end end",
    ),
    (
        "coroutines 1M",
        "local co = coroutine.wrap(function() while true do coroutine.yield(1) end end)
         for i = 1, 1000000 do co() end",
    ),
    (
        "pairs 1M",
        "local t = {} for i = 1, 1000 do t['k' .. i] = i end for r = 1, 1000 do for k, v in pairs(t) do end end",
    ),
    ("gsub 100k", "for i = 1, 100000 do (('hello world'):gsub('o', '0')) end"),
];

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

fn ours(source: &str) -> f64 {
    let mut program = Program::new(Limits::UNLIMITED);
    let start = Instant::now();
    if let Err(error) = program.run(source.as_bytes(), "bench") {
        println!("{}", error.message);
    }
    start.elapsed().as_secs_f64() * 1000.0
}

fn theirs(source: &str) -> f64 {
    let start = Instant::now();
    let status = Command::new("lua5.4").args(["-e", source]).stdout(Stdio::null()).status();
    if status.is_err() {
        return f64::NAN;
    }
    start.elapsed().as_secs_f64() * 1000.0
}

fn main() {
    println!("{:18} {:>9} {:>9} {:>7}", "ms, median of 3", "ours", "lua5.4", "ratio");
    for (name, source) in PROGRAMS {
        let source =
            source.replace("(('hello world'):gsub('o', '0'))", "local s = ('hello world'):gsub('o', '0')");
        let ours = median((0..3).map(|_| ours(&source)).collect());
        let theirs = median((0..3).map(|_| theirs(&source)).collect());
        println!("{name:18} {ours:9.1} {theirs:9.1} {:7.2}", ours / theirs);
    }
}
