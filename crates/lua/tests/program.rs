//! Programs that run by themselves.

use std::cell::RefCell;
use std::rc::Rc;

use luminara_lua::{Program, RunError};
use luminara_script::{ErrorKind, Limits};

fn run(text: &str) -> Result<u8, RunError> {
    Program::new(Limits::default()).run_with_args(text.as_bytes(), "main.lua", &[])
}

#[test]
fn arguments_are_in_arg_and_in_varargs() {
    let mut program = Program::new(Limits::default());
    let args = ["x".to_owned(), "y z".to_owned()];
    let status = program.run_with_args(b"print(#arg, arg[0], arg[1], arg[-1], ...)", "main.lua", &args);
    assert_eq!(status.expect("it runs"), 0);
    assert_eq!(program.take_output(), b"2\tmain.lua\tx\tnil\tx\ty z\n");
}

#[test]
fn a_program_exits_with_its_status() {
    assert_eq!(run("pcall(os.exit, 3) print('not reached')").expect("it exits"), 3);
    assert_eq!(run("os.exit(false)").expect("it exits"), 1);
    assert_eq!(run("os.exit()").expect("it exits"), 0);
}

#[test]
fn errors_are_worded_as_lua54_words_them() {
    let message = |text: &str| run(text).expect_err("it fails").message;
    assert_eq!(message("error('text')"), "main.lua:1: text");
    assert_eq!(message("error('text', 0)"), "text");
    assert_eq!(message("error(12)"), "12");
    assert_eq!(message("error()"), "(error object is a nil value)");
    assert_eq!(message("error({})"), "(error object is a table value)");
    let object = "setmetatable({}, { __tostring = function() return 'an object' end })";
    assert_eq!(message(&format!("error({object})")), "an object");
    assert_eq!(message("x = = 1"), "main.lua:1: unexpected symbol near '='");
}

#[test]
fn errors_have_kind_and_position() {
    let error = run("local x\nprint(x.y)").expect_err("it fails");
    assert_eq!((error.kind, error.position.line), (ErrorKind::Runtime, 2));
    let error = run("\nwhile true do end").expect_err("it is stopped");
    assert_eq!((error.kind, error.position.line), (ErrorKind::Timeout, 2));
    let error =
        run("pcall(error)\nlocal c <close> = setmetatable({}, { __close = function() error('c') end })")
            .expect_err("it fails");
    assert_eq!(error.message, "main.lua:2: c");
}

#[test]
fn output_comes_while_the_program_runs() {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let mut program = Program::new(Limits::default());
    let sink = seen.clone();
    program.set_output(move |bytes| sink.borrow_mut().push(bytes.to_vec()));
    let text = "print('start') for i = 1, 300000 do end io.write('middle\\n') error('end')";
    program.run(text.as_bytes(), "main.lua").expect_err("it fails");
    assert_eq!(*seen.borrow(), [b"start\n".to_vec(), b"middle\n".to_vec()]);
}

#[test]
fn lengths_that_metamethods_make_up_do_no_harm() {
    for length in ["-5", "math.mininteger", "math.maxinteger", "2.5", "'x'", "{}"] {
        for call in ["sort(t)", "insert(t, 1, 2)", "remove(t)", "concat(t)", "unpack(t)", "move(t, 1, 3, 2)"]
        {
            let text = format!(
                "local t = setmetatable({{}}, {{ __len = function() return {length} end }}) pcall(function() table.{call} end)"
            );
            if let Err(error) = run(&text) {
                assert!(
                    matches!(error.kind, ErrorKind::Timeout | ErrorKind::OutOfMemory),
                    "{call}: {error:?}"
                );
            }
        }
    }
}
