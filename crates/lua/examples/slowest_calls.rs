//! Calls every function of the library with arguments that mean harm, under default limits, and prints the calls that took
//! the most time and memory: `cargo run --profile bench-native -p luminara-lua --example slowest_calls`.

use luminara_lua::Program;
use luminara_script::Limits;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MODULES: [&str; 10] =
    ["_G", "string", "table", "utf8", "math", "coroutine", "debug", "io", "os", "package"];

/// The CPU time of this thread where Linux tells it, milliseconds: other programs may be busy.
fn cpu_ms() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let ns: f64 = text.split_whitespace().next().and_then(|ns| ns.parse().ok()).unwrap_or_default();
    ns / 1e6
}

/// One call.
struct Call {
    name: String,
    ms: f64,
    bytes: usize,
}

fn walk(module: &str, calls: &mut Vec<Call>) {
    /// Bytes of a huge string.
    const SIZE: usize = 3 << 20;
    let mut program = Program::new(Limits { memory: 256 << 20, ..Limits::default() });
    let mut run = |text: &str, instructions: u64| {
        program.set_instructions(instructions);
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let start = cpu_ms();
        let result = program.run(text.as_bytes(), "walk.lua");
        let ms = cpu_ms() - start;
        let bytes = MEMORY.peak_usage().saturating_sub(before);
        if let (Err(error), true) = (&result, instructions > 1 << 30) {
            println!("{}", error.message);
        }
        (String::from_utf8_lossy(&program.take_output()).into_owned(), ms, bytes)
    };
    let text = include_str!("../tests/library_walk/walk.lua");
    run(&format!("SIZE, MODULE = {SIZE}, '{module}'\n{text}"), 1 << 40);
    let (counts, ..) = run("walk_count()", 1 << 20);
    let counts: Vec<usize> = counts.split_whitespace().filter_map(|count| count.parse().ok()).collect();
    let [functions, values, places] = counts[..] else { return };
    for i in 1..=functions {
        for j in 1..=values {
            for k in 1..=places {
                let (_, ms, bytes) = run(&format!("walk_call({i}, {j}, {k}, 1)"), Limits::default().work);
                let (said, ..) = run(&format!("walk_name({i}, {j}, {k})"), 1 << 20);
                let name = said.trim_end().replace('\t', " ").chars().take(120).collect();
                calls.push(Call { name, ms, bytes });
            }
        }
    }
}

fn main() {
    let mut calls = Vec::new();
    let modules: Vec<_> = std::env::args().skip(1).collect();
    for module in MODULES.iter().filter(|module| modules.is_empty() || modules.iter().any(|m| m == *module)) {
        walk(module, &mut calls);
    }
    println!("{} calls", calls.len());
    calls.sort_by(|a, b| b.ms.total_cmp(&a.ms));
    for call in calls.iter().take(25) {
        println!("{:8.2} ms {:6.1} MiB  {}", call.ms, call.bytes as f64 / 1048576.0, call.name);
    }
    calls.sort_by_key(|call| std::cmp::Reverse(call.bytes));
    for call in calls.iter().take(15) {
        println!("{:8.2} ms {:6.1} MiB  {}", call.ms, call.bytes as f64 / 1048576.0, call.name);
    }
}
