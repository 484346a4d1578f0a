/** `npm start`: installs what is missing, builds what has changed, serves the site and prints its address. */
import { resolve } from 'node:path';
import { build } from './build.mjs';
import { serve } from './serve.mjs';
import { root, stop } from './shell.mjs';

if (!(await build(['site', 'scripts']))) stop('The build failed.');

const port = process.env.PORT ? Number(process.env.PORT) : undefined;
try {
  const { url } = await serve(resolve(root, 'dist/site'), { port });
  console.log(`\nBackprop Playground: ${url}   (Ctrl+C stops it)`);
} catch (error) {
  stop(error.code === 'EADDRINUSE' ? `Port ${port} is taken.` : error.message);
}
