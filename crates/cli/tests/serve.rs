//! `luminara serve`, asked as a browser asks.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;

use luminara_cli::server::{ProjectServer, Served};

/// A server over a folder with a page and a project, and its port.
fn serve(folder: &Path, allowed_origin: Option<&str>) -> u16 {
    fs::create_dir_all(folder.join("site/icons")).unwrap();
    fs::create_dir_all(folder.join("game/parts")).unwrap();
    fs::write(folder.join("site/index.html"), "<p>the page").unwrap();
    fs::write(folder.join("secret.txt"), "secret").unwrap();
    fs::write(folder.join("game/main.lua"), "print('hi')").unwrap();
    fs::write(folder.join("game/parts/a b.lua"), "-- part").unwrap();
    fs::write(folder.join("game/.hidden"), "hidden").unwrap();
    let served = Served {
        project: folder.join("game"),
        site: Some(folder.join("site")),
        allowed_origin: allowed_origin.map(String::from),
    };
    let server = ProjectServer::bind(0, served).unwrap();
    let port = server.port();
    std::thread::spawn(move || server.run());
    port
}

fn ask(port: u16, host: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn shows_the_page_and_the_project_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let port = serve(folder.path(), None);
    let get = |path: &str| ask(port, "127.0.0.1:1", path);
    assert!(get("/?serve=project/").ends_with("<p>the page"));
    assert!(get("/project/files/main.lua").ends_with("print('hi')"));
    assert!(get("/project/files/parts/a%20b.lua").ends_with("-- part"));
    let listing = get("/project/files");
    assert!(listing.contains("\"main.lua\"") && listing.contains("\"parts/a b.lua\""), "{listing}");
    assert!(!listing.contains("hidden"), "{listing}");
    assert!(!listing.to_lowercase().contains("access-control-allow-origin"), "{listing}");
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/project/files/../secret.txt",
        "/project/files/%2e%2e%2fsecret.txt",
        "/project/files/.hidden",
        "/project/files//etc/passwd",
        "/project/files/%zz",
        "/project/nothing",
    ] {
        let answer = get(path);
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
    }
}

#[test]
fn answers_to_this_machine_and_shares_with_one_page_only() {
    let folder = tempfile::tempdir().unwrap();
    let port = serve(folder.path(), Some("https://play.example"));
    assert!(ask(port, "evil.example", "/project/files").starts_with("HTTP/1.1 403"));
    let listing = ask(port, "localhost:1", "/project/files");
    assert!(listing.contains("Access-Control-Allow-Origin: https://play.example\r\n"), "{listing}");
}

#[test]
fn tells_when_files_change() {
    let folder = tempfile::tempdir().unwrap();
    let port = serve(folder.path(), None);
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(stream, "GET /project/changes HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    let head: Vec<String> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
    assert!(head.contains(&"Content-Type: text/event-stream".to_owned()), "{head:?}");
    assert_eq!(lines.next().as_deref(), Some("retry: 500"));
    fs::write(folder.path().join("game/main.lua"), "print('changed')").unwrap();
    assert!(lines.any(|line| line == "event: changed"));
    fs::remove_file(folder.path().join("game/main.lua")).unwrap();
    assert!(lines.any(|line| line == "event: changed"));
}
