//! As much HTTP/1.1 as a page of this machine needs: GET and HEAD, a thread and a connection a request, so that a connection that a browser
//! opens and leaves idle, as browsers do, holds up no other.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// A request's line and headers together, bytes.
const LONGEST_HEAD: usize = 32 << 10;
const MOST_HEADERS: usize = 64;
/// More at once are no browser.
const MOST_CONNECTIONS: usize = 256;
/// How long a request may take to come, and an answer to be taken.
const PATIENCE: Duration = Duration::from_secs(30);

/// What was asked for.
pub struct Request {
    /// `GET` or another word, as it came.
    pub method: String,
    /// The path, before `?` and `#`, still encoded.
    pub path: String,
    /// The header `Host`; empty without one.
    pub host: String,
    stream: TcpStream,
}

/// An answer.
pub struct Response {
    /// Its status, such as 200.
    pub status: u16,
    /// Its headers but those about the length and the connection.
    pub headers: Vec<(&'static str, String)>,
    /// What follows them.
    pub body: Vec<u8>,
}

/// Answers each connection of a listener, in a thread of its own, until the process ends.
pub fn serve(listener: &TcpListener, answer: impl Fn(Request) -> io::Result<()> + Send + Sync + 'static) {
    let answer = Arc::new(answer);
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming().flatten() {
        if open.fetch_add(1, Ordering::AcqRel) >= MOST_CONNECTIONS {
            open.fetch_sub(1, Ordering::AcqRel);
            continue;
        }
        let (answer, open) = (Arc::clone(&answer), Arc::clone(&open));
        thread::spawn(move || {
            // Whoever asked has gone away, or asks for nothing: there is nobody to tell.
            let _ =
                Request::read(stream).and_then(|request| request.map_or(Ok(()), |request| answer(request)));
            open.fetch_sub(1, Ordering::AcqRel);
        });
    }
}

impl Request {
    /// Reads a request's head; `None` where a connection ends without one. What is no request is answered here.
    fn read(mut stream: TcpStream) -> io::Result<Option<Self>> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut head = Vec::new();
        let mut chunk = [0; 4096];
        loop {
            let count = stream.read(&mut chunk)?;
            head.extend_from_slice(chunk.get(..count).unwrap_or_default());
            let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
            let mut parsed = httparse::Request::new(&mut headers);
            match parsed.parse(&head) {
                Ok(httparse::Status::Complete(_)) => {
                    let path = parsed.path.unwrap_or_default().split(['?', '#']).next().unwrap_or_default();
                    let host = parsed.headers.iter().find(|header| header.name.eq_ignore_ascii_case("host"));
                    let host =
                        host.map_or_else(String::new, |header| String::from_utf8_lossy(header.value).into());
                    let method = parsed.method.unwrap_or_default().to_owned();
                    return Ok(Some(Self { method, path: path.to_owned(), host, stream }));
                }
                Ok(httparse::Status::Partial) if count > 0 && head.len() < LONGEST_HEAD => {}
                Ok(httparse::Status::Partial) if head.is_empty() => return Ok(None),
                _ => {
                    write(
                        &mut stream,
                        &Response::text(400, "this is no request that is understood here"),
                        true,
                    )?;
                    return Ok(None);
                }
            }
        }
    }

    /// Answers, and ends the connection.
    pub fn respond(mut self, response: &Response) -> io::Result<()> {
        write(&mut self.stream, response, self.method != "HEAD")
    }

    /// Answers with these headers, and keeps the connection for what there is to say later.
    pub fn keep(mut self, headers: &[(&'static str, String)]) -> io::Result<TcpStream> {
        write_head(&mut self.stream, 200, headers)?;
        self.stream.write_all(b"\r\n")?;
        Ok(self.stream)
    }
}

impl Response {
    /// A sentence for whoever asks by hand.
    pub fn text(status: u16, message: &str) -> Self {
        let headers = vec![("Content-Type", "text/plain; charset=utf-8".to_owned())];
        Self { status, headers, body: format!("{message}\n").into_bytes() }
    }

    /// A file's bytes.
    pub fn bytes(content_type: &str, body: Vec<u8>) -> Self {
        Self { status: 200, headers: vec![("Content-Type", content_type.to_owned())], body }
    }
}

fn write(stream: &mut TcpStream, response: &Response, with_body: bool) -> io::Result<()> {
    write_head(stream, response.status, &response.headers)?;
    write!(stream, "Content-Length: {}\r\n\r\n", response.body.len())?;
    if with_body {
        stream.write_all(&response.body)?;
    }
    stream.flush()
}

fn write_head(stream: &mut TcpStream, status: u16, headers: &[(&'static str, String)]) -> io::Result<()> {
    let mut head = format!("HTTP/1.1 {status} {}\r\nConnection: close\r\n", reason(status));
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    stream.write_all(head.as_bytes())
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        _ => "Internal Server Error",
    }
}
