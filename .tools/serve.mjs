/** A static server for a built folder, with the content types and the strict CSP that a careful host would send. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';

export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
].join('; ');

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/**
 * Serves `folder` under `base` (such as `/some/path/`) on localhost. Port 0: any free one; no port: the first free
 * one from 8080 up. Resolves to `{ url, close }`.
 */
export async function serve(folder, { port, base = '/', policy = contentSecurityPolicy } = {}) {
  const server = createServer((request, response) => answer(resolve(folder), base, policy, request, response));
  await (port === undefined ? listenFrom(server, 8080) : listen(server, port));
  return {
    url: `http://localhost:${server.address().port}${base}`,
    close: () => new Promise((done) => (server.close(done), server.closeAllConnections())),
  };
}

const listen = (server, port) =>
  new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, 'localhost', () => {
      server.off('error', failed);
      done();
    });
  });

async function listenFrom(server, port) {
  try {
    await listen(server, port);
  } catch (error) {
    if (error.code !== 'EADDRINUSE' || port >= 65535) throw error;
    await listenFrom(server, port + 1);
  }
}

/** The elements' scripts are for pages of any site. */
async function answer(folder, base, policy, request, response) {
  const headers = { 'content-security-policy': policy, 'cache-control': 'no-cache' };
  try {
    const file = fileOf(folder, base, request.url);
    const body = await readFile(file);
    const type = types[extname(file)] ?? 'application/octet-stream';
    const shared = file.startsWith(join(folder, 'elements')) && { 'access-control-allow-origin': '*' };
    response
      .writeHead(200, { ...headers, ...shared, 'content-type': type })
      .end(request.method === 'HEAD' ? undefined : body);
  } catch {
    response.writeHead(404, { ...headers, 'content-type': types['.html'] }).end('Not found');
  }
}

/** Throws for an address outside of the folder or the base. */
function fileOf(folder, base, url) {
  const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  if (!path.startsWith(base)) throw new Error('outside of the base');
  const file = normalize(join(folder, path.slice(base.length)));
  if (file !== folder && !file.startsWith(folder + sep)) throw new Error('outside of the folder');
  return path.endsWith('/') ? join(file, 'index.html') : file;
}
