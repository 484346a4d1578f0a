/**
 * The address of a file that lies beside the scripts. Where a bundler leaves these files behind, the page names the folder
 * in which it serves them: `<meta name="backprop-files" content="/static/">`.
 */
export function fileAddress(beside: string): string {
  const folder = globalThis.document?.querySelector<HTMLMetaElement>('meta[name=backprop-files]')?.content;
  return folder ? String(new URL(folder + beside.replace(/.*\//, ''), document.baseURI)) : beside;
}
