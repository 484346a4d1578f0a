/**
 * The address of a file of the package: `beside` the scripts, as their bundler has it. Where a bundler leaves these files
 * behind, the page names the folder in which it serves them: `<meta name="backprop-files" content="/static/">`.
 */
export function fileAddress(name: string, beside: string): string {
  const folder = globalThis.document?.querySelector<HTMLMetaElement>('meta[name=backprop-files]')?.content;
  return folder ? String(new URL(folder + name, document.baseURI)) : beside;
}
