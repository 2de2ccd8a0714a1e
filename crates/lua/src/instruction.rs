//! The bytecode: one enum, four bytes an instruction. `a`, `b`, `c` are registers unless said otherwise; `k` is
//! an index of the function's constants.

/// An instruction. "Jumps" means: the next instruction is a [`Instruction::Jump`], taken or stepped over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instruction {
    /// `R[a] = R[b]`
    Move {
        a: u8,
        b: u8,
    },
    /// `R[a] = value`
    LoadInt {
        a: u8,
        value: i16,
    },
    /// `R[a] = value` as a float
    LoadFloat {
        a: u8,
        value: i16,
    },
    /// `R[a] = K[k]`
    LoadK {
        a: u8,
        k: u16,
    },
    /// `R[a] = K[…]`, the index in the next `Extra`
    LoadKX {
        a: u8,
    },
    /// `R[a], …, R[a + n] = nil`
    LoadNil {
        a: u8,
        n: u8,
    },
    LoadTrue {
        a: u8,
    },
    LoadFalse {
        a: u8,
    },
    /// `R[a] =` the running function
    LoadSelf {
        a: u8,
    },
    /// `R[a] = cell(R[a])`: a variable that several functions share and change
    NewCell {
        a: u8,
    },
    /// `R[a] = *R[b]`
    GetCell {
        a: u8,
        b: u8,
    },
    /// `*R[a] = R[b]`
    SetCell {
        a: u8,
        b: u8,
    },
    /// `R[a] = U[b]`, an upvalue that never changes
    GetUpvalue {
        a: u8,
        b: u8,
    },
    /// `R[a] = *U[b]`
    GetUpvalueCell {
        a: u8,
        b: u8,
    },
    /// `*U[a] = R[b]`
    SetUpvalueCell {
        a: u8,
        b: u8,
    },
    /// `R[a] = U[b][K[c]]`
    GetGlobal {
        a: u8,
        b: u8,
        c: u8,
    },
    /// `U[a][K[b]] = R[c]`
    SetGlobal {
        a: u8,
        b: u8,
        c: u8,
    },
    /// `R[a] = R[b][K[c]]`
    GetField {
        a: u8,
        b: u8,
        c: u8,
    },
    /// `R[a][K[b]] = R[c]`
    SetField {
        a: u8,
        b: u8,
        c: u8,
    },
    /// `R[a] = R[b][R[c]]`
    GetIndex {
        a: u8,
        b: u8,
        c: u8,
    },
    /// `R[a][R[b]] = R[c]`
    SetIndex {
        a: u8,
        b: u8,
        c: u8,
    },
    /// `R[a] = R[b][c]`
    GetInt {
        a: u8,
        b: u8,
        c: u8,
    },
    /// `R[a][b] = R[c]`
    SetInt {
        a: u8,
        b: u8,
        c: u8,
    },
    /// `R[a + 1] = R[b]; R[a] = R[b][K[c]]`
    Method {
        a: u8,
        b: u8,
        c: u8,
    },
    /// If `R[c]` is a value type of the host and `R[a]` an object of the host: `R[a][K[b]] = R[c]`
    WriteBackField {
        a: u8,
        b: u8,
        c: u8,
    },
    /// If `R[c]` is a value type of the host and `R[a]` an object of the host: `R[a][R[b]] = R[c]`
    WriteBackIndex {
        a: u8,
        b: u8,
        c: u8,
    },
    /// The next write back is done only if the last host method changed its receiver; else this steps over it.
    IfReceiverChanged,
    /// `R[a] = {}` with room for as many items and fields as [`Instruction::table_size`] says
    NewTable {
        a: u8,
        array: u8,
        hash: u8,
    },
    /// `R[a][K[b]] = R[c]` in a constructor, whose table nothing else knows of and which hasn't this field yet
    InitField {
        a: u8,
        b: u8,
        c: u8,
    },
    /// `R[a][start + i] = R[a + 1 + i]` for `n` items, 0 for up to the top; `start` in the next `Extra`
    SetList {
        a: u8,
        n: u8,
    },
    Extra {
        high: u8,
        low: u16,
    },

    Add {
        a: u8,
        b: u8,
        c: u8,
    },
    Sub {
        a: u8,
        b: u8,
        c: u8,
    },
    Mul {
        a: u8,
        b: u8,
        c: u8,
    },
    Div {
        a: u8,
        b: u8,
        c: u8,
    },
    Mod {
        a: u8,
        b: u8,
        c: u8,
    },
    Pow {
        a: u8,
        b: u8,
        c: u8,
    },
    IDiv {
        a: u8,
        b: u8,
        c: u8,
    },
    BAnd {
        a: u8,
        b: u8,
        c: u8,
    },
    BOr {
        a: u8,
        b: u8,
        c: u8,
    },
    BXor {
        a: u8,
        b: u8,
        c: u8,
    },
    Shl {
        a: u8,
        b: u8,
        c: u8,
    },
    Shr {
        a: u8,
        b: u8,
        c: u8,
    },
    /// `R[a] = R[b] + K[c]`, and so on
    AddRK {
        a: u8,
        b: u8,
        c: u8,
    },
    SubRK {
        a: u8,
        b: u8,
        c: u8,
    },
    MulRK {
        a: u8,
        b: u8,
        c: u8,
    },
    DivRK {
        a: u8,
        b: u8,
        c: u8,
    },
    ModRK {
        a: u8,
        b: u8,
        c: u8,
    },
    PowRK {
        a: u8,
        b: u8,
        c: u8,
    },
    IDivRK {
        a: u8,
        b: u8,
        c: u8,
    },
    /// `R[a] = K[b] + R[c]`, and so on
    AddKR {
        a: u8,
        b: u8,
        c: u8,
    },
    SubKR {
        a: u8,
        b: u8,
        c: u8,
    },
    MulKR {
        a: u8,
        b: u8,
        c: u8,
    },
    DivKR {
        a: u8,
        b: u8,
        c: u8,
    },
    /// `R[a] = R[b] .. … .. R[b + n - 1]`
    Concat {
        a: u8,
        b: u8,
        n: u8,
    },
    Not {
        a: u8,
        b: u8,
    },
    Neg {
        a: u8,
        b: u8,
    },
    Len {
        a: u8,
        b: u8,
    },
    BNot {
        a: u8,
        b: u8,
    },

    /// `pc += offset` from the next instruction
    Jump {
        high: i8,
        low: u16,
    },
    /// Jumps if `R[a]` is true as `when` says
    Test {
        a: u8,
        when: bool,
    },
    /// Jumps if `(R[a] == R[b]) == when`, and so on
    Eq {
        a: u8,
        b: u8,
        when: bool,
    },
    EqK {
        a: u8,
        k: u8,
        when: bool,
    },
    Lt {
        a: u8,
        b: u8,
        when: bool,
    },
    Le {
        a: u8,
        b: u8,
        when: bool,
    },
    LtI {
        a: u8,
        value: i8,
        when: bool,
    },
    LeI {
        a: u8,
        value: i8,
        when: bool,
    },
    GtI {
        a: u8,
        value: i8,
        when: bool,
    },
    GeI {
        a: u8,
        value: i8,
        when: bool,
    },

    /// `R[a], … = R[a](R[a + 1], …)` with `args - 1` arguments and `results - 1` results; 0 means up to the top
    Call {
        a: u8,
        args: u8,
        results: u8,
    },
    /// `return R[a](…)`
    TailCall {
        a: u8,
        args: u8,
    },
    /// `return R[a], …`: `n - 1` values, 0 for up to the top
    Return {
        a: u8,
        n: u8,
    },
    Return0,
    Return1 {
        a: u8,
    },
    /// As `Return`, after closing the function's to-be-closed variables
    ReturnClose {
        a: u8,
        n: u8,
    },

    /// Prepares `R[a]` (start), `R[a + 1]` (limit), `R[a + 2]` (step); steps over the loop if it runs no time
    ForPrep {
        a: u8,
        jump: u16,
    },
    /// Next round with `R[a + 3]`: back by `jump`
    ForLoop {
        a: u8,
        jump: u16,
    },
    /// Marks `R[a + 3]` as to be closed; jumps forward to the loop's `ForInCall`
    ForInPrep {
        a: u8,
        jump: u16,
    },
    /// `R[a + 4], … = R[a](R[a + 1], R[a + 2])`, `n` results
    ForInCall {
        a: u8,
        n: u8,
    },
    /// If `R[a + 4]` isn't nil: `R[a + 2] = R[a + 4]` and back by `jump`
    ForInLoop {
        a: u8,
        jump: u16,
    },

    /// `R[a], … = ...`: `n - 1` values, 0 for all
    Vararg {
        a: u8,
        n: u8,
    },
    /// `R[a] = closure(functions[k])`
    Closure {
        a: u8,
        k: u16,
    },
    /// `R[a]` has to be closed
    Tbc {
        a: u8,
    },
    /// Closes all to-be-closed variables from `R[a]` up
    Close {
        a: u8,
    },
}

impl Instruction {
    /// A jump by an offset from the instruction after it.
    pub fn jump(offset: i32) -> Self {
        Instruction::Jump { high: (offset >> 16) as i8, low: offset as u16 }
    }

    /// What `NewTable` has for a number of items or fields: the number itself, or where it is large 64 and what the
    /// exponent of the next power of two is above 6.
    pub fn table_size_code(n: usize) -> u8 {
        match u8::try_from(n) {
            Ok(n) if n <= 64 => n,
            _ => 58 + n.next_power_of_two().trailing_zeros().min(16) as u8,
        }
    }

    /// The number of items or fields that [`Instruction::table_size_code`] was made from, or somewhat more.
    #[inline(always)]
    pub fn table_size(code: u8) -> usize {
        if code <= 64 { usize::from(code) } else { 1 << (code - 58) }
    }

    /// The offset that [`Instruction::jump`] was made from.
    #[inline(always)]
    pub fn jump_offset(high: i8, low: u16) -> i32 {
        (high as i32) << 16 | low as i32
    }
}

const _: () = assert!(size_of::<Instruction>() == 4);

/// The metamethod that an instruction calls.
pub(crate) fn metamethod_of(instruction: &Instruction) -> Option<&'static str> {
    use Instruction as I;
    Some(match instruction {
        I::Add { .. } | I::AddRK { .. } | I::AddKR { .. } => "add",
        I::Sub { .. } | I::SubRK { .. } | I::SubKR { .. } => "sub",
        I::Mul { .. } | I::MulRK { .. } | I::MulKR { .. } => "mul",
        I::Div { .. } | I::DivRK { .. } | I::DivKR { .. } => "div",
        I::Mod { .. } | I::ModRK { .. } => "mod",
        I::Pow { .. } | I::PowRK { .. } => "pow",
        I::IDiv { .. } | I::IDivRK { .. } => "idiv",
        I::BAnd { .. } => "band",
        I::BOr { .. } => "bor",
        I::BXor { .. } => "bxor",
        I::Shl { .. } => "shl",
        I::Shr { .. } => "shr",
        I::Neg { .. } => "unm",
        I::BNot { .. } => "bnot",
        I::Len { .. } => "len",
        I::Concat { .. } => "concat",
        I::Eq { .. } | I::EqK { .. } => "eq",
        I::Lt { .. } | I::LtI { .. } | I::GtI { .. } => "lt",
        I::Le { .. } | I::LeI { .. } | I::GeI { .. } => "le",
        I::GetField { .. }
        | I::GetInt { .. }
        | I::GetIndex { .. }
        | I::GetGlobal { .. }
        | I::Method { .. } => "index",
        I::SetField { .. } | I::SetInt { .. } | I::SetIndex { .. } | I::SetGlobal { .. } => "newindex",
        I::Close { .. } | I::ReturnClose { .. } => "close",
        _ => return None,
    })
}
