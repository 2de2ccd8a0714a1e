//! `luminara serve`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::server::{ProjectServer, Served};

/// The arguments of `luminara serve`.
#[derive(Args)]
pub struct Serve {
    /// A project's folder, or a single script.
    project: PathBuf,
    /// The built page to serve with it (`npm run build` makes dist/).
    #[arg(long, value_name = "FOLDER", default_value = "dist")]
    site: PathBuf,
    /// A page elsewhere to open it in; only that page may read the project.
    #[arg(long, value_name = "URL")]
    page: Option<String>,
    /// The port; 0 takes any free one.
    #[arg(long, default_value_t = 8090)]
    port: u16,
}

impl Serve {
    /// Serves until it is ended.
    pub fn execute(self) -> Result<ExitCode, String> {
        let (_, left_out) = luminara_folder::stamps(&self.project)?;
        luminara_folder::warn(&left_out);
        let allowed_origin = self.page.as_deref().map(origin).transpose()?;
        let site = self.page.is_none().then_some(self.site);
        if let Some(site) = site.as_ref().filter(|site| !site.join("index.html").is_file()) {
            return Err(format!(
                "{} holds no built page; make one by npm run build, or name another with --site, or a hosted one with --page",
                site.display()
            ));
        }
        let project = self.project.canonicalize().unwrap_or(self.project);
        let server = ProjectServer::bind(self.port, Served { project, site, allowed_origin })?;
        let base = format!("http://127.0.0.1:{}/", server.port());
        match self.page {
            Some(page) => {
                let page = page.split(['?', '#']).next().unwrap_or_default();
                println!(
                    "{page}?serve={}",
                    format!("{base}project/").replace(':', "%3A").replace('/', "%2F")
                );
            }
            None => println!("{base}?serve=project/"),
        }
        server.run();
        Ok(ExitCode::SUCCESS)
    }
}

/// The scheme, host and port of an address.
fn origin(address: &str) -> Result<String, String> {
    let wrong = || format!("--page takes an address like https://example.org/play/, not '{address}'");
    let (scheme, rest) = address.split_once("://").ok_or_else(wrong)?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host =
        !host.is_empty() && host.chars().all(|it| it.is_ascii_alphanumeric() || "-.:[]".contains(it));
    if !matches!(scheme, "http" | "https") || !is_host {
        return Err(wrong());
    }
    Ok(format!("{scheme}://{host}"))
}
