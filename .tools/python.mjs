/** The Python that can import a module: the one on the path, or the system's, whose modules are packages of the system. */
import { read, which } from './shell.mjs';

/** `use`: a statement that works too. */
export function findPython(module, use = 'pass') {
  return [which('python3'), '/usr/bin/python3'].find(
    (python) => python && read(python, ['-c', `import ${module}; ${use}; print("ok")`]),
  );
}
