//! Texts in another language, pasted whole.

use super::Hint;
use super::code::Code;

/// A language, and how its lines are recognised.
struct Language {
    name: &'static str,
    /// How much a line speaks for it; 0 where it doesn't.
    weight: fn(&str) -> u32,
    /// How what it has is written in Lua.
    instead: &'static str,
}

const LANGUAGES: [Language; 5] = [
    Language {
        name: "Python",
        weight: python,
        instead: "a function is function name() … end, a block ends with end instead of its indentation, a comment begins with --",
    },
    Language {
        name: "GDScript",
        weight: gdscript,
        instead: "func _process(delta): is function on_update(entity, dt) … end, var x = 1 is local x = 1, a comment begins with --",
    },
    Language {
        name: "JavaScript",
        weight: javascript,
        instead: "let x = 1 is local x = 1, { … } around a block is then/do … end, != is ~=, a comment begins with --",
    },
    Language {
        name: "C#",
        weight: c_sharp,
        instead: "void Update() { … } is function on_update(entity, dt) … end, new Vector3(1, 2, 3) is vec3(1, 2, 3), transform.position is entity.position",
    },
    Language {
        name: "C",
        weight: c,
        instead: "a function is function name() … end, int x = 1 is local x = 1, a comment begins with --",
    },
];

/// Says that a text is in another language, if it surely is.
pub(super) fn foreign(code: &Code<'_>) -> Option<Hint> {
    const LEAST_WEIGHT: u32 = 5;
    const LEAST_LINES: usize = 3;
    const MOST_LINES: usize = 200;
    let lines: Vec<_> = code.lines().take(MOST_LINES).collect();
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    let judged = LANGUAGES.iter().map(|language| {
        let weights = lines.iter().map(|line| (language.weight)(line)).filter(|weight| *weight > 0);
        let (weight, matching) = weights.fold((0, 0), |(sum, n), weight| (sum + weight, n + 1));
        (weight, matching, language)
    });
    // Of equals the first, which is the more particular one.
    let (weight, matching, language) = judged.rev().max_by_key(|(weight, ..)| *weight)?;
    if weight < LEAST_WEIGHT || matching < LEAST_LINES || matching * 5 < lines.len() * 2 {
        return None;
    }
    // A script of Lua's with some slips is none of them.
    let lua = lines.iter().filter(|line| is_lua(line)).count();
    if lua * 2 >= matching {
        return None;
    }
    let first = code.tokens.first().map_or(0, |token| token.start);
    let Language { name, instead, .. } = language;
    Some(Hint::new(format!("this is {name}; scripts here are written in Lua: {instead}")).at(first))
}

fn is_lua(line: &str) -> bool {
    line == "end"
        || line.starts_with("local ")
        || line.starts_with("--")
        || line.starts_with("end)")
        || line.ends_with(" then")
        || line.ends_with(" do")
        || (line.starts_with("function ") && line.ends_with(')'))
}

fn starts(line: &str, words: &[&str]) -> bool {
    words.iter().any(|word| line.starts_with(word))
}

fn has(line: &str, words: &[&str]) -> bool {
    words.iter().any(|word| line.contains(word))
}

fn is_block_of_colons(line: &str) -> bool {
    line.ends_with(':')
        && starts(line, &["if ", "elif ", "else:", "for ", "while ", "try:", "except", "with "])
}

fn python(line: &str) -> u32 {
    if starts(line, &["def ", "class "]) && line.ends_with(':') {
        return 3;
    }
    if starts(line, &["import ", "from "]) && !line.ends_with(';') || is_block_of_colons(line) {
        return 2;
    }
    if has(line, &["__init__", "print(f\"", "print(f'", ".append(", "range("]) {
        return 2;
    }
    let is_small = starts(line, &["self.", "# ", "print(", "return ", "pass", "@"])
        || has(line, &[" is None", " not in ", " += ", "True", "False", "None"]);
    u32::from(is_small && !line.ends_with(';'))
}

fn gdscript(line: &str) -> u32 {
    if starts(
        line,
        &["extends ", "@export", "@onready", "onready var", "export var", "signal ", "class_name "],
    ) {
        return 4;
    }
    if starts(line, &["func ", "static func "]) && line.ends_with(':') {
        return 4;
    }
    if starts(line, &["var ", "const "]) && !line.ends_with(';') {
        return 2;
    }
    if has(line, &["Vector2(", "Vector3(", "move_and_slide", "_physics_process", "delta", " := "])
        || line.starts_with('$')
    {
        return 2;
    }
    u32::from(
        is_block_of_colons(line) || starts(line, &["#", "pass", "position", "rotate", "velocity", "print("]),
    )
}

fn javascript(line: &str) -> u32 {
    if has(line, &["=>", "===", "!==", "console.", "document.", "window."]) {
        return 3;
    }
    if starts(line, &["const ", "let ", "export ", "import "])
        || (starts(line, &["function ", "async "]) && line.ends_with('{'))
    {
        return 2;
    }
    let is_small = line.ends_with(';')
        || line.ends_with("});")
        || starts(line, &["}", "//", "var ", "if (", "for (", "while (", "return "])
        || line.ends_with('{');
    u32::from(is_small)
}

fn c_sharp(line: &str) -> u32 {
    if starts(line, &["using "]) && line.ends_with(';')
        || has(line, &["MonoBehaviour", "[SerializeField]", "GetComponent<"])
    {
        return 4;
    }
    if starts(line, &["public ", "private ", "protected ", "void ", "namespace "])
        || has(line, &["Debug.Log", "Time.deltaTime", "new Vector3(", "transform."])
    {
        return 3;
    }
    u32::from(line.ends_with(';') || line == "{" || line == "}" || starts(line, &["if (", "for (", "//"]))
}

fn c(line: &str) -> u32 {
    if starts(line, &["#include", "#define", "int main("]) {
        return 4;
    }
    if has(line, &["printf(", "std::", "->"])
        || starts(line, &["int ", "float ", "double ", "char ", "struct "])
    {
        return 2;
    }
    u32::from(line.ends_with(';') || line == "{" || line == "}" || starts(line, &["if (", "for (", "//"]))
}
