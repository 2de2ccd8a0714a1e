//! Links as people make and break them.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use luminara_project::link::{self, decode};
use luminara_project::{Caps, LinkError, Project, check_name, zip};

fn encode(project: &Project) -> String {
    link::encode(project).unwrap()
}

/// Knuth's MMIX generator, its upper half.
struct Lcg(u64);

impl Lcg {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 32
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn text(&mut self, characters: u64) -> String {
        const WORDS: [&str; 12] =
            ["local ", "x", " = ", "vec3", "(", ")", "\n", "this.", "spawn", "é", "日本", "function "];
        (0..characters).filter_map(|_| WORDS.get(self.below(12) as usize)).copied().collect()
    }

    fn bytes(&mut self, length: u64) -> Vec<u8> {
        (0..length).map(|_| self.next() as u8).collect()
    }

    fn project(&mut self) -> Project {
        let mut project = Project::default();
        for _ in 0..self.below(8) {
            let depth = self.below(3);
            let mut name: String = (0..depth).map(|_| format!("folder {}/", self.below(3))).collect();
            name.push_str(&format!("{}.lua", self.below(100)));
            let length = self.below(400);
            let content =
                if self.below(4) == 0 { self.bytes(length) } else { self.text(length).into_bytes() };
            project.files.insert(name, content);
        }
        project
    }
}

fn small() -> Project {
    let mut project = Project::default();
    project.files.insert("game.toml".into(), b"name = 'Small'\n".to_vec());
    project
        .files
        .insert("main.lua".into(), b"function on_update(dt)\n  this.angle = this.angle + dt\nend\n".to_vec());
    project
}

#[test]
fn a_thousand_projects_come_back() {
    let mut random = Lcg(1);
    for _ in 0..1_000 {
        let project = random.project();
        assert!(project.files.keys().all(|name| check_name(name).is_ok()));
        let link = encode(&project);
        assert!(link.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_'), "{link}");
        assert_eq!(decode(&link).as_ref(), Ok(&project));
        assert_eq!(encode(&project), link);
    }
}

#[test]
fn an_empty_project_comes_back() {
    assert_eq!(decode(&encode(&Project::default())), Ok(Project::default()));
}

#[test]
fn binary_files_come_back() {
    let mut project = Project::default();
    project.files.insert("all.bin".into(), (0..=255).collect());
    project.files.insert("empty".into(), Vec::new());
    project.files.insert("noise.bin".into(), Lcg(7).bytes(1_000_000));
    project.files.insert("zeros.bin".into(), vec![0; 8 << 20]);
    assert_eq!(decode(&encode(&project)), Ok(project));
}

#[test]
fn what_surrounds_a_link_in_an_address_is_let_through() {
    let link = encode(&small());
    assert_eq!(decode(&format!("#{link}")), Ok(small()));
    assert_eq!(decode(&format!(" #{link}\r\n")), Ok(small()));
}

#[test]
fn every_changed_character_is_noticed() {
    let mut others = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".to_owned();
    others.push_str("#%+/=.,)> \n\0é日");
    // Three lengths, so that the last character has none, two and four spare bits.
    for extra in 0..3 {
        let mut project = small();
        project.files.insert("x".into(), vec![b'7'; extra]);
        let link = encode(&project);
        for (index, original) in link.char_indices() {
            for other in others.chars().filter(|other| *other != original) {
                let changed = format!("{}{other}{}", &link[..index], &link[index + 1..]);
                assert!(decode(&changed).is_err(), "character {index}: {original} to {other}");
            }
        }
    }
}

#[test]
fn every_cut_is_called_one() {
    let link = encode(&small());
    assert_eq!(decode(""), Err(LinkError::Empty));
    assert_eq!(decode("#"), Err(LinkError::Empty));
    for characters in 1..link.len() {
        let expected = (characters >= 8).then_some(link.len());
        assert_eq!(decode(&link[..characters]), Err(LinkError::CutOff { characters, expected }));
    }
    // Cut off at its start, it is no link at all.
    for start in 1..link.len() {
        assert!(decode(&link[start..]).is_err());
    }
}

#[test]
fn neighbours_that_changed_places_are_noticed() {
    let link = encode(&small());
    for index in 1..link.len() {
        let mut bytes = link.clone().into_bytes();
        bytes.swap(index - 1, index);
        let swapped = String::from_utf8_lossy(&bytes);
        assert!(swapped == link || decode(&swapped).is_err(), "{index}");
    }
}

#[test]
fn noise_is_refused() {
    let mut random = Lcg(3);
    for _ in 0..10_000 {
        let length = random.below(60);
        let noise = String::from_utf8_lossy(&random.bytes(length)).into_owned();
        assert!(decode(&noise).is_err(), "{noise:?}");
    }
}

#[test]
fn ten_megabytes_are_refused_with_a_reason() {
    let long = |start: &str| format!("{start}{}", "A".repeat(10_000_000));
    // Noise, and a link that goes on behind its end.
    for text in [long("2"), long("1"), long("!"), long(&encode(&small()))] {
        let error = decode(&text).unwrap_err().to_string();
        assert!(!error.is_empty() && error.len() < 400, "{error}");
    }
}

#[test]
fn messages_say_what_to_do() {
    let link = encode(&small());
    let length = link.len();
    for (text, message) in [
        (String::new(), "the link carries no project. Copy it again, with everything that follows the '#'".into()),
        (
            link[..50].to_owned(),
            format!(
                "the link is cut off: 50 of {length} characters arrived. Copy the whole link again; if a chat or \
                 mail program shortens it, have it sent in a text file"
            ),
        ),
        (
            link[..4].to_owned(),
            "the link is cut off: only 4 characters arrived. Copy the whole link again; if a chat or mail program \
             shortens it, have it sent in a text file"
                .into(),
        ),
        (
            format!("{link}xyz"),
            "the link has 3 characters too many at its end. Copy it again, without the text that follows it".into(),
        ),
        (
            format!("{link})."),
            format!(
                "the link has a ')' at character {}, which belongs to no link. Copy it again, without the text \
                 around it",
                length + 1
            ),
        ),
        (
            format!("Aw{}", &link[2..]),
            "the link was made by a newer version of the playground (its format is 3, the newest known here is 2). \
             Reload the page, or update luminara, and open it again"
                .into(),
        ),
        (
            "getting-started".to_owned(),
            "the link was changed on its way, or is none. Copy it again from where it was made".into(),
        ),
        (
            "A".repeat((4 << 20) + 1),
            "the link is too long: it has 4194305 characters, and may have 4194304. Ask for the project as files"
                .into(),
        ),
    ] {
        assert_eq!(decode(&text).map_err(|error| error.to_string()), Err(message));
    }
}

#[test]
fn every_example_comes_back() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static/examples");
    let mut count = 0;
    for example in fs::read_dir(examples).unwrap() {
        let mut project = Project::default();
        for file in fs::read_dir(example.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.is_file() {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                project.files.insert(name, fs::read(path).unwrap());
            }
        }
        assert_eq!(decode(&encode(&project)).as_ref(), Ok(&project));
        let archive = zip::encode(&project).unwrap();
        assert_eq!(zip::decode(&archive, &Caps::default()).unwrap().project, project);
        count += 1;
    }
    assert!(count >= 7, "{count} examples");
}
