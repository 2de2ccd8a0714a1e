//! What `luminara serve` answers: the page's files, the project's files, and a stream of notices when those change.
//!
//! It listens on this machine only, to names of this machine only (so that no other site's name can be pointed at it), and shows the
//! project to the page that was named and to no other.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use luminara_folder::Stamp;
use luminara_project::{LeftOut, check_name};
use percent_encoding::percent_decode_str;

use crate::http::{self, Request, Response};

/// How often the folder is looked at. A look at some hundred files takes less than a millisecond.
const LOOK_EVERY: Duration = Duration::from_millis(40);
/// A connection over which nothing is said for longer is taken for dead by what lies between.
const BEAT_EVERY: Duration = Duration::from_secs(15);
/// Before the path of what belongs to the project.
const PROJECT: &str = "/project/";

/// What is served.
pub struct Served {
    /// The project: a folder, or a single script.
    pub project: PathBuf,
    /// The built page, where it is served from here too.
    pub site: Option<PathBuf>,
    /// The origin of the page elsewhere that may read the project.
    pub allowed_origin: Option<String>,
}

type Listeners = Arc<Mutex<Vec<TcpStream>>>;

/// A server that runs until the process ends.
pub struct ProjectServer {
    listener: TcpListener,
    served: Served,
    listeners: Listeners,
}

impl ProjectServer {
    /// Binds a port of this machine; 0 takes any free one.
    pub fn bind(port: u16, served: Served) -> Result<Self, String> {
        let listener = TcpListener::bind(("127.0.0.1", port))
            .map_err(|error| format!("can't listen on port {port}: {error}"))?;
        Ok(Self { listener, served, listeners: Listeners::default() })
    }

    /// The port that it listens on.
    pub fn port(&self) -> u16 {
        self.listener.local_addr().map_or(0, |address| address.port())
    }

    /// Watches the project and answers.
    pub fn run(self) {
        let (project, listeners) = (self.served.project.clone(), Arc::clone(&self.listeners));
        // Before anyone asks, so that what they were told is what changes are told against.
        let (known, left_out) = look(&project);
        thread::spawn(move || watch(&project, known, left_out, &listeners));
        let Self { listener, served, listeners } = self;
        let answers = Answers { served, listeners };
        http::serve(&listener, move |request| answers.answer(request));
    }
}

/// Who answers.
struct Answers {
    served: Served,
    listeners: Listeners,
}

impl Answers {
    fn answer(&self, request: Request) -> io::Result<()> {
        if !is_of_this_machine(&request) {
            return request
                .respond(&Response::text(403, "this server answers to 127.0.0.1 and localhost only"));
        }
        if !matches!(request.method.as_str(), "GET" | "HEAD") {
            return request.respond(&Response::text(405, "only GET"));
        }
        let path = request.path.clone();
        match path.strip_prefix(PROJECT) {
            Some("files") => {
                let listing = self.listing();
                request.respond(&self.shared(listing))
            }
            Some("changes") => self.listen(request),
            Some(rest) => {
                let file =
                    rest.strip_prefix("files/").and_then(decode).and_then(|name| self.project_file(&name));
                let missing = || Response::text(404, "the project has no such file");
                request.respond(&self.shared(file.unwrap_or_else(missing)))
            }
            None => {
                let file = self.site_file(&path);
                request.respond(&file.unwrap_or_else(|| Response::text(404, "nothing is here")))
            }
        }
    }

    /// The names and times of the project's files.
    fn listing(&self) -> Response {
        let name = self.served.project.file_name().map(|name| name.to_string_lossy().into_owned());
        match luminara_folder::stamps(&self.served.project) {
            Ok((stamps, _)) => {
                let files: BTreeMap<_, _> =
                    stamps.into_iter().map(|(name, stamp)| (name, stamp.milliseconds)).collect();
                let name = name.unwrap_or_else(|| "Project".into());
                let body = serde_json::json!({ "name": name, "files": files });
                Response::bytes("application/json", body.to_string().into_bytes())
            }
            Err(message) => Response::text(500, &message),
        }
    }

    fn project_file(&self, name: &str) -> Option<Response> {
        let bytes = luminara_folder::file(&self.served.project, name)?;
        Some(Response::bytes("application/octet-stream", bytes))
    }

    fn site_file(&self, path: &str) -> Option<Response> {
        let decoded = decode(path.trim_start_matches('/'))?;
        let name = if decoded.is_empty() { "index.html".to_owned() } else { decoded };
        check_name(&name).ok()?;
        let path = self.served.site.as_ref()?.join(&name);
        let bytes = fs::read(&path).ok()?;
        Some(Response::bytes(content_type(&path), bytes))
    }

    /// Keeps the connection: each change is told over it.
    fn listen(&self, request: Request) -> io::Result<()> {
        let mut headers = vec![("Content-Type", "text/event-stream".to_owned())];
        headers.extend(self.sharing());
        let mut stream = request.keep(&headers)?;
        // Whoever reads the first line hears of every change after it.
        let mut listeners = self.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        stream.write_all(b"retry: 500\n\n")?;
        listeners.push(stream);
        Ok(())
    }

    fn shared(&self, mut response: Response) -> Response {
        response.headers.extend(self.sharing());
        response
    }

    fn sharing(&self) -> Vec<(&'static str, String)> {
        let mut headers =
            vec![("Cache-Control", "no-store".to_owned()), ("X-Content-Type-Options", "nosniff".to_owned())];
        if let Some(origin) = &self.served.allowed_origin {
            headers.push(("Access-Control-Allow-Origin", origin.clone()));
            headers.push(("Vary", "Origin".to_owned()));
        }
        headers
    }
}

/// Tells every listener when the folder has changed and has rested for one look since: files that are saved together are told together.
fn watch(project: &Path, mut told: BTreeMap<String, Stamp>, mut warned: Vec<LeftOut>, listeners: &Listeners) {
    let mut before = None;
    let mut last_beat = Instant::now();
    loop {
        thread::sleep(LOOK_EVERY);
        let (now, left_out) = look(project);
        if left_out != warned {
            let news = left_out.iter().filter(|it| !warned.contains(it)).cloned().collect::<Vec<_>>();
            luminara_folder::warn(&news);
            warned = left_out;
        }
        if now != told && before.as_ref() == Some(&now) {
            tell(listeners, "event: changed\ndata:\n\n");
            told = now.clone();
        }
        before = Some(now);
        if last_beat.elapsed() > BEAT_EVERY {
            tell(listeners, ":\n\n");
            last_beat = Instant::now();
        }
    }
}

/// What the page is told of, and what is left out; nothing while the folder can't be read.
fn look(project: &Path) -> (BTreeMap<String, Stamp>, Vec<LeftOut>) {
    luminara_folder::stamps(project).unwrap_or_default()
}

fn tell(listeners: &Listeners, message: &str) {
    let mut listeners = listeners.lock().unwrap_or_else(PoisonError::into_inner);
    listeners.retain_mut(|writer| writer.write_all(message.as_bytes()).and_then(|()| writer.flush()).is_ok());
}

/// A page of another site whose name was made to mean this machine asks with that name.
fn is_of_this_machine(request: &Request) -> bool {
    let name = request.host.split(':').next().unwrap_or_default();
    matches!(name, "127.0.0.1" | "localhost")
}

/// A path of an address as text; `None` where it is none.
fn decode(path: &str) -> Option<String> {
    percent_decode_str(path).decode_utf8().ok().map(Cow::into_owned)
}

fn is_script(path: &Path) -> bool {
    path.file_name()
        .and_then(|name| name.to_str())
        .is_some_and(|name| luminara_languages::of_file(name).is_some())
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|it| it.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "toml" | "txt" => "text/plain; charset=utf-8",
        _ if is_script(path) => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
