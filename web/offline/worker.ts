/**
 * The site's service worker: after one visit all of the site is there without a network. A version is stored as a whole, each
 * file compared with its digest, and takes the place of the one before when the reader says so: no page gets files of two. An
 * embed is left alone. `.tools/worker.mjs` writes the list of files before it.
 */

/** The part of a worker's scope that this one uses; the types of the page have no worker in them. */
interface WorkerScope {
  readonly registration: { readonly scope: string };
  addEventListener(
    type: 'install' | 'activate',
    listener: (event: { waitUntil(job: Promise<unknown>): void }) => void,
  ): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  skipWaiting(): Promise<void>;
}

interface FetchEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

/** Path from the scope, and digest as in `integrity`. */
declare const FILES: readonly (readonly [path: string, digest: string])[];
declare const VERSION: string;

const worker = self as unknown as WorkerScope;
const { scope } = worker.registration;
/** Several sites may share an origin, and so its caches. */
const ours = `${scope} `;
const digests = new Map(FILES);

worker.addEventListener('install', (event) => event.waitUntil(fill()));
worker.addEventListener('activate', (event) => event.waitUntil(leaveOlder()));
worker.addEventListener('message', ({ data }) => data === 'take over' && void worker.skipWaiting());
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { href } = new URL(request.url);
  if (request.method !== 'GET' || request.destination === 'iframe' || !href.startsWith(scope)) return;
  const path = pathOf(href);
  if (path !== undefined) event.respondWith(stored(path).then((answer) => answer ?? fetch(request)));
});

/** The file that an address of the site means; a host may leave out `index.html` or `.html`. */
function pathOf(href: string): string | undefined {
  const path = href.slice(scope.length).replace(/[?#].*/, '');
  const known = [path, `${path}index.html`, `${path}.html`].find((name) => digests.has(name));
  // A page of the version before may still ask for its scripts.
  return known ?? (isNamedByContent(path) ? path : undefined);
}

const isNamedByContent = (path: string): boolean => /-[\w-]{8}\.\w+$/.test(path);

async function stored(path: string): Promise<Response | undefined> {
  const cache = await caches.open(ours + VERSION);
  return (await cache.match(scope + path)) ?? caches.match(scope + path);
}

async function fill(): Promise<void> {
  const cache = await caches.open(ours + VERSION);
  const store = async ([path, integrity]: readonly [string, string]) => {
    const kept = isNamedByContent(path);
    const known = kept && (await caches.match(scope + path));
    if (known) return cache.put(scope + path, known);
    const answer = await fetch(scope + path, { integrity, cache: kept ? 'default' : 'no-cache' });
    if (!answer.ok) throw new Error(path);
    // A page that was redirected to could not be shown as the answer to another address.
    const { headers } = answer;
    return cache.put(scope + path, answer.redirected ? new Response(await answer.blob(), { headers }) : answer);
  };
  try {
    await Promise.all(FILES.map(store));
  } catch (error) {
    await caches.delete(ours + VERSION);
    throw error;
  }
}

/** All versions but this one and the one before it, which another window may still show. */
async function leaveOlder(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(ours) && name !== ours + VERSION);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}
