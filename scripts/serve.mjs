// A static file server for one folder, on this machine only. What it serves would work from any static host.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const HOST = '127.0.0.1';
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.lua': 'text/plain; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.toml': 'text/plain; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * Serves a folder.
 * @param {string} folder
 * @param {{port?: number, base?: string}} options the first port to try (0: any free one); the path that the folder is served below
 * @returns {Promise<{url: string, close: () => Promise<void>}>}
 */
export async function serve(folder, { port = 0, base = '/' } = {}) {
  const server = createServer((request, response) => answer(folder, base, request, response));
  const bound = await listen(server, port);
  return {
    url: `http://${HOST}:${bound}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listen(server, port) {
  const LAST_TRIED = port + 20;
  for (let candidate = port; ; candidate++) {
    try {
      await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(candidate, HOST, () => {
          server.off('error', reject);
          resolve();
        });
      });
      return server.address().port;
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || candidate >= LAST_TRIED) throw error;
    }
  }
}

function answer(folder, base, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'only GET and HEAD');
  const file = fileOf(folder, base, request.url);
  if (!file) return refuse(response, 404, `nothing at ${request.url}`);
  response.writeHead(200, {
    'Content-Type': TYPES[extname(file.path)] ?? 'application/octet-stream',
    'Content-Length': file.size,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  if (request.method === 'HEAD') return response.end();
  // The folder is rebuilt under us: a file that vanishes now ends this answer, not the server.
  return createReadStream(file.path).on('error', () => response.destroy()).pipe(response);
}

function refuse(response, status, text) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}

function fileOf(folder, base, url) {
  const path = decoded(url);
  if (path === undefined || !path.startsWith(base)) return undefined;
  const wanted = normalize(join(folder, path.slice(base.length)));
  if (wanted !== folder && !wanted.startsWith(folder + sep)) return undefined;
  const stat = statSync(wanted, { throwIfNoEntry: false });
  return stat?.isDirectory() ? asFile(join(wanted, 'index.html')) : asFile(wanted);
}

function decoded(url) {
  try {
    return decodeURIComponent(new URL(url, `http://${HOST}`).pathname);
  } catch {
    return undefined;
  }
}

function asFile(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() ? { path, size: stat.size } : undefined;
}
