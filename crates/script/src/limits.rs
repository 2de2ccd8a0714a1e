//! What a script may use.

/// What happens to a call of a hook that used up its frame's work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OverBudget {
    /// It ends with an error.
    #[default]
    Stop,
    /// It is paused, where the language can do that, and goes on in the next frame, for as many frames as this; then
    /// it ends with an error.
    Pause {
        /// Frames after the first.
        frames: u32,
    },
}

impl OverBudget {
    /// A pause of up to a second.
    pub const PAUSE: Self = OverBudget::Pause { frames: 60 };
}

/// What a script may use before it is stopped with an error of its own kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Memory of one language's scripts together; of one WebAssembly guest. Bytes.
    pub memory: usize,
    /// Work of one call into a script, what the host does for it included. A unit takes about as long in every language, which says what it counts:
    /// Lua an instruction, WebAssembly two of its own, which do less.
    pub work: u64,
    /// Work of all calls into one WebAssembly guest in a frame, since a guest may serve many entities.
    pub work_per_frame: u64,
    /// What happens to a hook that used them up.
    pub over_budget: OverBudget,
    /// Entities that may be spawned in one frame.
    pub spawns_per_frame: u32,
    /// Entities that may be alive at once.
    pub entities: u32,
    /// Entities with a RigidBody, a Collider or a Trigger that may be alive at once.
    pub bodies: u32,
    /// Console lines that one frame may say; more are counted and dropped.
    pub lines_per_frame: u32,
    /// Nested calls of one script.
    pub call_depth: u32,
    /// Length of one string, bytes.
    pub string_bytes: usize,
    /// Depth of a table that crosses to the host.
    pub value_depth: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            memory: 64 << 20,
            work: 1_000_000,
            work_per_frame: 2_000_000,
            over_budget: OverBudget::Stop,
            spawns_per_frame: 1_000,
            entities: 100_000,
            bodies: 5_000,
            lines_per_frame: 200,
            call_depth: 200_000,
            string_bytes: 16 << 20,
            value_depth: 64,
        }
    }
}

impl Limits {
    /// No limit but the machine's: for trusted programs on a command line.
    pub const UNLIMITED: Self = Self {
        memory: usize::MAX,
        work: u64::MAX,
        work_per_frame: u64::MAX,
        over_budget: OverBudget::Stop,
        spawns_per_frame: u32::MAX,
        entities: u32::MAX,
        bodies: u32::MAX,
        lines_per_frame: u32::MAX,
        call_depth: 200_000,
        string_bytes: usize::MAX / 4,
        value_depth: 200,
    };
}
