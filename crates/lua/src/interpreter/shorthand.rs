//! What the arms of the loop are made of: macros, since each of them may go on with the next instruction, leave the loop
//! or fail, and all of them work on its variables.

/// Defines the macros over the loop's variables: the context, the VM, the running function, its registers and the fuel. `$d` is the
/// dollar sign, which the inner macros' own variables need.
macro_rules! shorthand {
    ($d:tt $ctx:ident $vm:ident $f:ident $r:ident $fuel:ident) => {
        macro_rules! k {
            ($d i:expr) => {
                match $f.constants.get($d i as usize) {
                    Some(value) => value,
                    None => return Err(internal($ctx)),
                }
            };
        }
        macro_rules! k_string {
            ($d i:expr) => {
                match $f.constants.get(usize::from($d i)) {
                    Some(Value::String(text)) => *text,
                    _ => return Err(internal($ctx)),
                }
            };
        }
        // Before anything that may look at the frame, or leave the loop.
        macro_rules! save {
            () => {
                if let Some(frame) = $vm.thread.frames.last_mut() {
                    frame.pc = $f.pc as u32;
                }
                $vm.slice = $fuel;
            };
        }
        macro_rules! rewindow {
            () => {
                $r = match window(&mut $vm.thread.stack, $f.base) {
                    Some($r) => $r,
                    None => return Err(internal($ctx)),
                };
                $fuel = $vm.slice;
            };
        }
        macro_rules! reload {
            () => {
                $f = match Running::of($vm) {
                    Some($f) => $f,
                    None => return Err(internal($ctx)),
                };
                rewindow!();
            };
        }
        macro_rules! fail {
            ($d fault:expr) => {{
                let fault = $d fault;
                return Err($vm.throw($ctx, fault));
            }};
        }
        // An operation's outcome: a value for `then`, or a metamethod's call.
        macro_rules! outcome {
            ($d outcome:expr, $d deliver:expr, $d value:ident => $d then:expr) => {{
                let outcome = $d outcome;
                match outcome {
                    Ok(Outcome::Value($d value)) => {
                        rewindow!();
                        $d then
                    }
                    Ok(Outcome::Call { function, args, n }) => {
                        let args = args.get(..n).unwrap_or_default();
                        return $vm.call_above($ctx, function, args, $d deliver).map(Exit::Task);
                    }
                    Ok(Outcome::CallNot { function, args }) => {
                        let deliver = match $d deliver {
                            Deliver::Test(when) => Deliver::Test(!when),
                            deliver => deliver,
                        };
                        return $vm.call_above($ctx, function, &args, deliver).map(Exit::Task);
                    }
                    Err(fault) => fail!(fault),
                }
            }};
        }
        macro_rules! slow_arithmetic {
            ($d op:ident, $d a:expr, $d x:expr, $d y:expr) => {{
                let (x, y) = (*$d x, *$d y);
                save!();
                outcome!($vm.arithmetic($ctx, Operator::$d op, &x, &y), Deliver::Register($d a), value => {
                    $r[$d a as usize] = value;
                })
            }};
        }
        macro_rules! arithmetic {
            ($d op:ident, $d wrapping:ident, $d float:tt, $d a:expr, $d x:expr, $d y:expr) => {
                match ($d x, $d y) {
                    (Value::Integer(x), Value::Integer(y)) => {
                        $r[$d a as usize] = Value::Integer(x.$d wrapping(*y));
                    }
                    (Value::Number(x), Value::Number(y)) => {
                        $r[$d a as usize] = Value::Number(x $d float y);
                    }
                    (Value::Integer(x), Value::Number(y)) => {
                        $r[$d a as usize] = Value::Number(*x as f64 $d float y);
                    }
                    (Value::Number(x), Value::Integer(y)) => {
                        $r[$d a as usize] = Value::Number(x $d float *y as f64);
                    }
                    (x, y) => slow_arithmetic!($d op, $d a, x, y),
                }
            };
        }
        macro_rules! float_arithmetic {
            ($d op:ident, $d a:expr, $d x:expr, $d y:expr, |$d p:ident, $d q:ident| $d value:expr) => {
                match ($d x, $d y) {
                    (Value::Number(x), Value::Number(y)) => {
                        let ($d p, $d q) = (*x, *y);
                        $r[$d a as usize] = Value::Number($d value);
                    }
                    (Value::Integer(x), Value::Integer(y)) => {
                        let ($d p, $d q) = (*x as f64, *y as f64);
                        $r[$d a as usize] = Value::Number($d value);
                    }
                    (Value::Number(x), Value::Integer(y)) => {
                        let ($d p, $d q) = (*x, *y as f64);
                        $r[$d a as usize] = Value::Number($d value);
                    }
                    (Value::Integer(x), Value::Number(y)) => {
                        let ($d p, $d q) = (*x as f64, *y);
                        $r[$d a as usize] = Value::Number($d value);
                    }
                    (x, y) => slow_arithmetic!($d op, $d a, x, y),
                }
            };
        }
        macro_rules! modulo {
            ($d op:ident, $d int:ident, $d float:expr, $d a:expr, $d x:expr, $d y:expr) => {
                match ($d x, $d y) {
                    (Value::Integer(x), Value::Integer(y)) => match arithmetic::$d int(*x, *y) {
                        Some(value) => $r[$d a as usize] = Value::Integer(value),
                        None => slow_arithmetic!($d op, $d a, &Value::Integer(*x), &Value::Integer(*y)),
                    },
                    (Value::Number(x), Value::Number(y)) => {
                        $r[$d a as usize] = Value::Number($d float(*x, *y));
                    }
                    (x, y) => slow_arithmetic!($d op, $d a, x, y),
                }
            };
        }
        macro_rules! bitwise {
            ($d op:ident, $d a:expr, $d b:expr, $d c:expr, |$d x:ident, $d y:ident| $d value:expr) => {
                match (&$r[$d b as usize], &$r[$d c as usize]) {
                    (Value::Integer(x), Value::Integer(y)) => {
                        let ($d x, $d y) = (*x, *y);
                        $r[$d a as usize] = Value::Integer($d value);
                    }
                    (x, y) => slow_arithmetic!($d op, $d a, x, y),
                }
            };
        }
        // Takes the jump that comes next, or steps over it.
        macro_rules! branch {
            ($d taken:expr) => {{
                if $d taken {
                    let Some(&Instruction::Jump { high, low }) = $f.code.get($f.pc) else {
                        return Err(internal($ctx));
                    };
                    let offset = Instruction::jump_offset(high, low);
                    $f.pc = ($f.pc as isize + 1 + offset as isize) as usize;
                    if offset < 0 && $fuel <= 0 {
                        save!();
                        return Ok(Exit::Pause);
                    }
                } else {
                    $f.pc += 1;
                }
            }};
        }
        macro_rules! compare {
            ($d x:expr, $d y:expr, $d op:tt, $d number:ident, $d or_equal:literal, $d when:expr) => {
                match ($d x, $d y) {
                    (Value::Integer(x), Value::Integer(y)) => branch!((x $d op y) == $d when),
                    (Value::Number(x), Value::Number(y)) => branch!((x $d op y) == $d when),
                    (Value::Integer(x), Value::Number(y)) => {
                        branch!(arithmetic::$d number(Number::Int(*x), Number::Float(*y)) == $d when)
                    }
                    (Value::Number(x), Value::Integer(y)) => {
                        branch!(arithmetic::$d number(Number::Float(*x), Number::Int(*y)) == $d when)
                    }
                    (x, y) => {
                        let (x, y) = (*x, *y);
                        save!();
                        outcome!($vm.less(&x, &y, $d or_equal), Deliver::Test($d when), value => {
                            branch!(truthy(&value) == $d when)
                        })
                    }
                }
            };
        }
        macro_rules! compare_small {
            ($d a:expr, $d value:expr, $d op:tt, $d when:expr, $d swapped:literal, $d or_equal:literal) => {
                match &$r[$d a as usize] {
                    Value::Integer(x) => branch!((*x $d op i64::from($d value)) == $d when),
                    Value::Number(x) => branch!((*x $d op f64::from($d value)) == $d when),
                    x => {
                        let (x, y) = (*x, Value::Integer(i64::from($d value)));
                        let (x, y) = if $d swapped { (y, x) } else { (x, y) };
                        save!();
                        outcome!($vm.less(&x, &y, $d or_equal), Deliver::Test($d when), value => {
                            branch!(truthy(&value) == $d when)
                        })
                    }
                }
            };
        }
        macro_rules! index {
            ($d a:expr, $d object:expr, $d key:expr) => {{
                let (object, key) = ($d object, $d key);
                save!();
                outcome!($vm.index($ctx, &object, &key), Deliver::Register($d a), value => {
                    $r[$d a as usize] = value;
                })
            }};
        }
        macro_rules! set_index {
            ($d object:expr, $d key:expr, $d value:expr) => {{
                let (object, key, value) = ($d object, $d key, $d value);
                save!();
                outcome!($vm.set_index($ctx, &object, &key, &value), Deliver::Discard, _value => {})
            }};
        }
        // A field by a constant name, found where it was found last; `$d found` gets a value that isn't nil.
        macro_rules! get_field {
            ($d object:expr, $d key:expr, $d found:ident => $d then:expr) => {
                if let Value::UserData(data) = $d object {
                    if let Ok(table) = data.downcast::<TableRoot>() {
                        let table = table.borrow();
                        let cache = match $f.loaded.cache.get($f.pc - 1) {
                            Some(cache) => cache,
                            None => return Err(internal($ctx)),
                        };
                        match table.get_cached(cache.get() as usize, $d key) {
                            Some(value) if !matches!(value, Value::Nil) => {
                                let $d found = copy(value);
                                $d then
                            }
                            _ => {
                                if let Some(at) = table.find_string($d key) {
                                    cache.set(at as u32);
                                    if let Some(value) = table.get_cached(at, $d key) {
                                        if !matches!(value, Value::Nil) {
                                            let $d found = copy(value);
                                            $d then
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            };
        }
        macro_rules! set_field {
            ($d object:expr, $d key:expr, $d value:expr) => {
                if let Value::UserData(data) = $d object {
                    if let Ok(table) = data.downcast_write::<TableRoot>(&$ctx) {
                        let mut table = table.unlock().borrow_mut();
                        let cache = match $f.loaded.cache.get($f.pc - 1) {
                            Some(cache) => cache,
                            None => return Err(internal($ctx)),
                        };
                        if let Some(slot) = table.get_cached_mut(cache.get() as usize, $d key) {
                            if !matches!(slot, Value::Nil) {
                                *slot = copy(&$d value);
                                continue;
                            }
                        } else if let Some(at) = table.find_string($d key) {
                            cache.set(at as u32);
                        }
                    }
                }
            };
        }
    };
}

pub(super) use shorthand;
