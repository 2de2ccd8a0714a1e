//! Links that no playground made: their checksum is right, their content is not.

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress, create_comp_flags_from_zip_params,
};

use super::*;

fn decode_container(container: &[u8]) -> Result<Project, LinkError> {
    decode(&seal(PLAIN_VERSION, &deflate(b"", container)))
}

fn file(name: &str, content: &[u8]) -> (String, Vec<u8>) {
    (name.to_owned(), content.to_vec())
}

#[test]
fn the_format_is_what_it_was() {
    // Links out there must open forever: if this fails, write a new version and keep reading the old one.
    // This one was made by Python's zlib and base64, after the table in `link.rs`.
    let project = Project { files: [file("main.lua", b"print('hello')\n")].into() };
    let link = "AcwPMPIcY-TITczM08spTeQvKMrMK9FQz0jNyclX1-QCAA";
    let opened = Opened { project, left_out: Vec::new(), engine: None };
    assert_eq!(open(link, &Caps::default()).as_ref(), Ok(&opened));

    // And this one by Python's zlib with `link/dictionary.txt` as its preset dictionary.
    let link = "AgcJ22IUY2BkYOSACfND4kw9A9R1VNfkAgA";
    assert_eq!(open(link, &Caps::default()), Ok(Opened { engine: Some(EngineVersion(0, 1, 0)), ..opened }));
}

#[test]
fn a_newer_engine_is_known() {
    let project = Project { files: [file("main.lua", b"")].into() };
    for (engine, newer) in [
        (EngineVersion(0, 0, 9), false),
        (EngineVersion::HERE, false),
        (EngineVersion(300, 0, 0), true),
        (EngineVersion(usize::MAX, usize::MAX, usize::MAX), true),
    ] {
        let opened = open(&encode_as(&project, engine), &Caps::default()).unwrap();
        assert_eq!((&opened.project, opened.engine), (&project, Some(engine)));
        assert_eq!(opened.engine.unwrap().is_newer_than_here(), newer);
    }
    assert_eq!(EngineVersion::HERE.to_string(), env!("CARGO_PKG_VERSION"));
}

#[test]
fn containers_that_lie_are_refused() {
    let ends_early = LinkError::Malformed("it ends too early");
    for (container, error) in [
        (&b""[..], ends_early.clone()),
        (b"\x01", ends_early.clone()),
        (b"\x01\x05main", ends_early.clone()),
        (b"\x01\x01a", ends_early.clone()),
        (b"\x01\x01a\x02x", ends_early.clone()),
        (b"\x02\x01a\x01x", ends_early),
        (b"\x00x", LinkError::Malformed("something follows its last file")),
        (b"\x02\x01a\x01\x01a\x01xy", LinkError::DuplicateName { name: "a".into() }),
        (b"\x01\x01\xff\x00", LinkError::NameNotText),
        (b"\x81\x02", LinkError::TooManyFiles { files: 257, cap: 256 }),
    ] {
        assert_eq!(decode_container(container), Err(error), "{container:?}");
    }
}

#[test]
fn bad_names_are_refused() {
    for name in ["con", &"x".repeat(121), &"x".repeat(100_000), "a:b", "a ", "GIT~1"] {
        let project = Project { files: [file(name, b"")].into() };
        assert!(matches!(encode(&project), Err(EncodeError::BadName(_))), "{name}");
        let opened = open(&encode_as(&project, EngineVersion::HERE), &Caps::default()).unwrap();
        assert_eq!((opened.project.files.len(), opened.left_out.len()), (0, 1), "{name}");
    }
    for name in ["", "../a", "/a", "a//b", "a/", "a\\b", "a\u{202e}b", &format!("{}\n", "x".repeat(100_000))]
    {
        let project = Project { files: [file(name, b"")].into() };
        assert!(matches!(encode(&project), Err(EncodeError::BadName(_))), "{name}");
        let error = decode(&encode_as(&project, EngineVersion::HERE)).unwrap_err();
        assert!(matches!(error, LinkError::BadName(_)), "{name}: {error}");
        assert!(error.to_string().len() < 400, "{error}");
    }
}

#[test]
fn huge_numbers_allocate_nothing() {
    // 2^63 files, a name of 2^63 bytes, a file of 2^63 bytes: reserving room for any would abort.
    let huge = b"\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01";
    let count = decode_container(huge);
    assert!(matches!(count, Err(LinkError::TooManyFiles { .. })), "{count:?}");
    let name = decode_container(&[b"\x01", &huge[..]].concat());
    assert_eq!(name, Err(LinkError::Malformed("it ends too early")));
    let content = decode_container(&[b"\x01\x01a", &huge[..]].concat());
    assert!(matches!(content, Err(LinkError::FileTooLarge { .. })), "{content:?}");
    // And a length of the whole that no link has.
    let length = BASE64.encode([b"\x01....", &huge[..]].concat());
    assert_eq!(decode(&length), Err(LinkError::Damaged));
}

#[test]
fn sums_of_sizes_are_capped() {
    let size = b"\x80\x80\x80\x04"; // 8 MiB, the most of one file
    let files: Vec<u8> =
        [b'a', b'b', b'c', b'd', b'e'].iter().flat_map(|name| [&[1, *name], &size[..]].concat()).collect();
    let error = decode_container(&[b"\x05", &files[..]].concat());
    assert_eq!(error, Err(LinkError::TooLarge { cap: 32 << 20 }));
}

#[test]
fn a_bomb_is_refused() {
    let bomb = gigabyte_of_zeros();
    let link = seal(PLAIN_VERSION, &bomb);
    assert!(link.len() < Caps::default().link_chars, "the cap of the link must not be what stops it");
    assert_eq!(decode(&link), Err(LinkError::TooLarge { cap: 32 << 20 }));
}

/// 1 GiB of zeros, compressed a thousand to one.
fn gigabyte_of_zeros() -> Vec<u8> {
    let zeros = vec![0; 1 << 20];
    let mut state = CompressorOxide::new(create_comp_flags_from_zip_params(6, 0, 0));
    let mut output = vec![0; 4 << 20];
    let mut written = 0;
    for chunk in 0..1024 {
        let flush = if chunk == 1023 { TDEFLFlush::Finish } else { TDEFLFlush::None };
        let (status, taken, added) = compress(&mut state, &zeros, &mut output[written..], flush);
        assert_eq!(taken, zeros.len());
        assert_eq!(status == TDEFLStatus::Done, chunk == 1023);
        written += added;
    }
    output.truncate(written);
    output
}

#[test]
fn what_follows_the_compressed_project_is_refused() {
    let mut compressed = deflate(DICTIONARY, b"\x00\x01\x00\x00");
    assert_eq!(decode(&seal(VERSION, &compressed)), Ok(Project::default()));
    compressed.push(0);
    assert_eq!(decode(&seal(VERSION, &compressed)), Err(LinkError::Malformed("something follows it")));
}

#[test]
fn what_is_not_deflated_is_refused() {
    for bytes in [&b""[..], b"\xff\xff\xff", b"\x00"] {
        assert_eq!(decode(&seal(VERSION, bytes)), Err(LinkError::Malformed("it can't be decompressed")));
    }
}

#[test]
fn broken_streams_with_a_right_checksum_do_no_harm() {
    let text = "function on_update(dt)\n  this.angle = this.angle + dt * 2\nend\n".repeat(3);
    let project = Project { files: [file("a.lua", text.as_bytes()), file("b.lua", b"x")].into() };
    let container = pack(&project);
    let compressed = deflate(DICTIONARY, &[b"\x00\x01\x00", &container[..]].concat());
    for byte in 0..=255 {
        for index in 0..compressed.len() {
            let mut broken = compressed.clone();
            broken[index] = byte;
            let _ = decode(&seal(VERSION, &broken));
        }
        for index in 0..30 {
            let mut broken = container.clone();
            broken[index] = byte;
            let _ = decode_container(&broken);
        }
    }
}

#[test]
fn the_caps_given_count() {
    let project = Project { files: [file("a", &[7; 100]), file("b", &[7; 50])].into() };
    let link = encode(&project).unwrap();
    let exact = Caps { link_chars: link.len(), files: 2, file_bytes: 100, total_bytes: 150, ..Caps::PROJECT };
    assert_eq!(open(&link, &exact).map(|opened| opened.project), Ok(project));

    let length = link.len();
    for (caps, error) in [
        (
            Caps { link_chars: length - 1, ..exact.clone() },
            LinkError::TooLong { characters: length, cap: length - 1 },
        ),
        (Caps { files: 1, ..exact.clone() }, LinkError::TooManyFiles { files: 2, cap: 1 }),
        (
            Caps { file_bytes: 99, ..exact.clone() },
            LinkError::FileTooLarge { name: "a".into(), bytes: 100, cap: 99 },
        ),
        (Caps { total_bytes: 149, ..exact }, LinkError::TooLarge { cap: 149 }),
        (
            Caps { link_chars: usize::MAX, files: 0, file_bytes: 0, total_bytes: 0, ..Caps::PROJECT },
            LinkError::TooLarge { cap: 0 },
        ),
    ] {
        assert_eq!(open(&link, &caps), Err(error));
    }
}

#[test]
fn hidden_files_of_a_link_are_left_out() {
    let files = [".git/config", ".gitignore", "Main.lua", "a/.vscode/tasks.json", "main.lua"];
    let project = Project { files: files.iter().map(|name| file(name, name.as_bytes())).collect() };
    let opened = open(&encode_as(&project, EngineVersion::HERE), &Caps::default()).unwrap();
    assert_eq!(opened.project, Project { files: [file("Main.lua", b"Main.lua")].into() });
    let left_out: Vec<&str> = opened.left_out.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(left_out, [".git", ".gitignore", "a/.vscode", "main.lua"]);
}

/// A project with as many files, of as many bytes each, that nothing compresses.
fn noise(files: usize, bytes: usize) -> Project {
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    let mut content = || (0..bytes).map(|_| next()).collect();
    Project { files: (0..files).map(|number| (format!("{number}.bin"), content())).collect() }
}

#[test]
fn what_is_made_can_be_opened_at_each_cap_and_is_refused_above() {
    let caps = Caps { files: 3, file_bytes: 1000, total_bytes: 2500, link_chars: 4000, ..Caps::PROJECT };
    let round = |project: &Project| {
        let link = encode_within(project, &caps)?;
        assert_eq!(open(&link, &caps).map(|opened| opened.project).as_ref(), Ok(project));
        Ok(link.len())
    };
    for files in [0, 1, 2, 3] {
        assert!(round(&noise(files, 10)).is_ok());
    }
    assert_eq!(round(&noise(4, 10)), Err(EncodeError::Caps(CapsError::TooManyFiles { files: 4, cap: 3 })));
    for bytes in [0, 1, 999, 1000] {
        assert!(round(&noise(1, bytes)).is_ok());
    }
    assert!(matches!(round(&noise(1, 1001)), Err(EncodeError::Caps(CapsError::FileTooLarge { .. }))));
    let sum = |last: usize| {
        let mut project = noise(3, 1000);
        project.files.insert("2.bin".into(), vec![7; last]);
        round(&project)
    };
    assert!(sum(499).is_ok() && sum(500).is_ok());
    assert_eq!(sum(501), Err(EncodeError::Caps(CapsError::TooLarge { bytes: 2501, cap: 2500 })));

    let long = noise(3, 800);
    let length = encode(&long).unwrap().len();
    let exact = Caps { link_chars: length, ..Caps::PROJECT };
    assert_eq!(open(&encode_within(&long, &exact).unwrap(), &exact).unwrap().project, long);
    let short = Caps { link_chars: length - 1, ..Caps::PROJECT };
    assert_eq!(
        encode_within(&long, &short),
        Err(EncodeError::TooLong { characters: length, cap: length - 1 })
    );
}
