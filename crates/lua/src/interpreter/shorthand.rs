//! What the arms of the loop are made of: macros, since each of them may go on with the next instruction, leave the loop
//! or fail, and all of them work on its variables.

/// Defines the ways out of the innermost loop: the rest of the function does the instruction, pauses or fails.
#[rustfmt::skip]
macro_rules! ways_out {
    ($d:tt $fast:lifetime) => {
        macro_rules! slow {
            () => {
                break $fast Leave::Slow
            };
        }
        macro_rules! pause {
            () => {
                break $fast Leave::Pause
            };
        }
        macro_rules! broken {
            () => {
                break $fast Leave::Broken
            };
        }
        macro_rules! store {
            ($d object:expr, $d key:expr, $d value:expr) => {
                break $fast Leave::Store([$d object, $d key, $d value])
            };
        }
        // After `save`.
        macro_rules! task {
            ($d task:expr) => {
                break $fast Leave::Task($d task)
            };
        }
    };
}

/// Defines the macros over the loop's labels and variables: the context, the VM, the running function, the place of the
/// next instruction, the registers and the fuel. `$d` is the dollar sign, which the inner macros' own variables need.
macro_rules! shorthand {
    ($d:tt $frame:lifetime $window:lifetime $ctx:ident $vm:ident $f:ident $pc:ident $r:ident $fuel:ident) => {
        macro_rules! k {
                            ($d i:expr) => {
                                match $f.constants.get($d i as usize) {
                                    Some(value) => value,
                                    None => broken!(),
                                }
                            };
                        }
        macro_rules! k_string {
                            ($d i:expr) => {
                                match $f.constants.get(usize::from($d i)) {
                                    Some(Value::String(text)) => *text,
                                    _ => broken!(),
                                }
                            };
                        }
        // Before anything that may look at the frame, or leave the loop.
        macro_rules! save {
            () => {
                if let Some(frame) = $vm.thread.frames.last_mut() {
                    frame.pc = $pc as u32;
                }
                $vm.slice = $fuel;
            };
        }
        // After `save`: goes on with the same function, whose stack may be elsewhere now.
        macro_rules! go_on {
                            () => {{
                                $fuel = $vm.slice;
                                continue $window;
                            }};
                        }
        // Starts with a function whose frame was just pushed.
        macro_rules! enter {
                            ($d data:expr, $d function:expr, $d base:expr) => {{
                                $f = Running::new($d data, Some($d function), $d function.code.as_ref(), $d base);
                                $pc = 0;
                                continue $window;
                            }};
                        }
        macro_rules! upvalues {
            () => {
                match $f.function {
                    Some(function) => &function.upvalues,
                    None => match $f.data.downcast::<FunctionRoot>() {
                        Ok(function) => {
                            $f.function = Some(function);
                            &function.upvalues
                        }
                        Err(_) => broken!(),
                    },
                }
            };
        }
        // Goes on with the function on top.
        macro_rules! reload {
                            () => {
                                continue $frame
                            };
                        }
        macro_rules! fail {
                            ($d fault:expr) => {{
                                let fault = $d fault;
                                return Err($vm.throw($ctx, fault));
                            }};
                        }
        macro_rules! arithmetic {
                            ($d wrapping:ident, $d float:tt, $d a:expr, $d x:expr, $d y:expr) => {{
                                let (x, y) = ($d x, $d y);
                                if let (Value::Integer(x), Value::Integer(y)) = (x, y) {
                                    $r[$d a as usize] = Value::Integer(x.$d wrapping(*y));
                                } else if let (Value::Number(x), Value::Number(y)) = (x, y) {
                                    $r[$d a as usize] = Value::Number(x $d float y);
                                } else if is_number(x) && is_number(y) {
                                    $r[$d a as usize] = Value::Number(to_float(x) $d float to_float(y));
                                } else {
                                    slow!();
                                }
                            }};
                        }
        macro_rules! float_arithmetic {
                            ($d a:expr, $d x:expr, $d y:expr, |$d p:ident, $d q:ident| $d value:expr) => {{
                                let (x, y) = ($d x, $d y);
                                if is_number(x) && is_number(y) {
                                    let ($d p, $d q) = (to_float(x), to_float(y));
                                    $r[$d a as usize] = Value::Number($d value);
                                } else {
                                    slow!();
                                }
                            }};
                        }
        macro_rules! modulo {
                            ($d int:ident, $d float:expr, $d a:expr, $d x:expr, $d y:expr) => {{
                                let (x, y) = ($d x, $d y);
                                if let (Value::Integer(x), Value::Integer(y)) = (x, y) {
                                    match arithmetic::$d int(*x, *y) {
                                        Some(value) => $r[$d a as usize] = Value::Integer(value),
                                        None => slow!(),
                                    }
                                } else if is_number(x) && is_number(y) {
                                    $r[$d a as usize] = Value::Number($d float(to_float(x), to_float(y)));
                                } else {
                                    slow!();
                                }
                            }};
                        }
        macro_rules! bitwise {
                            ($d a:expr, $d b:expr, $d c:expr, |$d x:ident, $d y:ident| $d value:expr) => {
                                match (&$r[$d b as usize], &$r[$d c as usize]) {
                                    (Value::Integer(x), Value::Integer(y)) => {
                                        let ($d x, $d y) = (*x, *y);
                                        $r[$d a as usize] = Value::Integer($d value);
                                    }
                                    _ => slow!(),
                                }
                            };
                        }
        // Takes the jump that comes next, or steps over it.
        macro_rules! branch {
                            ($d taken:expr) => {{
                                if $d taken {
                                    let Some(&Instruction::Jump { high, low }) = $f.code.get($pc) else {
                                        broken!();
                                    };
                                    let offset = Instruction::jump_offset(high, low);
                                    $pc = ($pc as isize + 1 + offset as isize) as usize;
                                    if offset < 0 && $fuel <= 0 {
                                        pause!();
                                    }
                                } else {
                                    $pc += 1;
                                }
                            }};
                        }
        macro_rules! compare {
                            ($d x:expr, $d y:expr, $d op:tt, $d or_equal:literal, $d when:expr) => {{
                                let (x, y) = ($d x, $d y);
                                let truth = if let (Value::Integer(x), Value::Integer(y)) = (x, y) {
                                    x $d op y
                                } else if let (Value::Number(x), Value::Number(y)) = (x, y) {
                                    x $d op y
                                } else {
                                    match compare_others(x, y, $d or_equal) {
                                        Some(truth) => truth,
                                        None => slow!(),
                                    }
                                };
                                branch!(truth == $d when)
                            }};
                        }
        macro_rules! compare_small {
                            ($d a:expr, $d value:expr, $d op:tt, $d when:expr) => {{
                                let x = &$r[$d a as usize];
                                let truth = if let Value::Integer(x) = x {
                                    *x $d op i64::from($d value)
                                } else if let Value::Number(x) = x {
                                    *x $d op f64::from($d value)
                                } else {
                                    slow!()
                                };
                                branch!(truth == $d when)
                            }};
                        }
        // Where in a table this instruction found its key last.
        macro_rules! cache {
            () => {
                match $f.loaded.cache.get($pc.wrapping_sub(1)) {
                    Some(cache) => cache,
                    None => broken!(),
                }
            };
        }
    };
}

/// Defines what goes on with the next instruction from within an arm: accesses of fields.
macro_rules! fields {
    ($d:tt $step:lifetime $ctx:ident $vm:ident $r:ident) => {
        // A field by a constant name; goes on with the next instruction where the table has it where it was found last.
        macro_rules! get_field {
                            ($d a:expr, $d object:expr, $d key:expr) => {
                                if let Value::UserData(data) = $d object
                                    && let Ok(table) = data.downcast::<TableRoot>()
                                {
                                    let table = table.borrow();
                                    let cache = cache!();
                                    if let Some(value) = table.get_cached(cache.get() as usize, $d key)
                                        && !matches!(value, Value::Nil)
                                    {
                                        $r[$d a as usize] = copy(value);
                                        break $step;
                                    }
                                }
                            };
                        }
        // A field that isn't where it was found last, or is of the object's class or of one above that.
        macro_rules! find_field {
                            ($d a:expr, $d object:expr, $d strings:expr, $d key:expr) => {
                                match find_field($d object, $d strings, $d key, $vm.names.index, cache!()) {
                                    Some(value) => {
                                        $r[$d a as usize] = value;
                                        break $step;
                                    }
                                    None => slow!(),
                                }
                            };
                        }
        macro_rules! set_field {
                            ($d object:expr, $d key:expr, $d value:expr) => {
                                if let Value::UserData(data) = $d object
                                    && let Ok(table) = data.downcast_write::<TableRoot>(&$ctx)
                                {
                                    let mut table = table.unlock().borrow_mut();
                                    let cache = cache!();
                                    if let Some(slot) = table.get_cached_mut(cache.get() as usize, $d key)
                                        && !matches!(slot, Value::Nil)
                                    {
                                        *slot = copy($d value);
                                        break $step;
                                    }
                                    if put_field(&mut table, $d key, $d value, cache) {
                                        break $step;
                                    }
                                }
                            };
                        }
    };
}

pub(super) use {fields, shorthand, ways_out};
