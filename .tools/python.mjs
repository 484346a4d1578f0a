/** The Python that can import a module: the one on the path, or the system's, whose modules are packages of the system. */
import { read } from './shell.mjs';

export function findPython(module) {
  return ['python3', '/usr/bin/python3'].find((python) => read(python, ['-c', `import ${module}; print("ok")`]));
}
