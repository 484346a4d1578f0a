/**
 * What runs before a page's own scripts. It keeps what a console would say: errors and warnings, uncaught errors, what
 * could not be loaded, what the policy forbids.
 */
function keepComplaints() {
  const all = [];
  window.complaintsOfThePage = all;
  for (const kind of ['error', 'warn']) {
    const own = console[kind];
    console[kind] = (...args) => {
      all.push(`${kind}: ${args.map(String).join(' ')}`);
      own.apply(console, args);
    };
  }
  const failed = ({ message, target }) => {
    // Only a hint; Firefox refuses it for a script that is here already.
    if (target.rel === 'modulepreload') return;
    all.push(message || `not loaded: ${target.src || target.href}`);
  };
  addEventListener('error', failed, true);
  addEventListener('unhandledrejection', (event) => all.push(`unhandled: ${event.reason}`));
  addEventListener('securitypolicyviolation', (event) =>
    all.push(`policy: ${event.violatedDirective} ${event.blockedURI}`),
  );
}

/** A driver may answer before the page has heard of a key or of the mouse. */
function countLetGo() {
  window.lettingsGo = 0;
  for (const kind of ['keyup', 'pointerup', 'pointercancel']) addEventListener(kind, () => window.lettingsGo++, true);
}

export const watchScript = `(${keepComplaints})(); (${countLetGo})();`;
