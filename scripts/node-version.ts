/** The oldest Node that the libraries of the core run on. */
const oldest = [22, 19] as const;

/** A plain line for somebody whose Node is too old; undefined when it is not. */
export function nodeTrouble(version: string): string | undefined {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined;
  return `Conch needs Node ${oldest.join('.')} or newer and this is ${version}. Get one from https://nodejs.org, then run the same command again.`;
}

/** Ends the script with that line. */
export function requireNode(): void {
  const trouble = nodeTrouble(process.version);
  if (trouble === undefined) return;
  console.error(trouble);
  process.exit(1);
}
