/** The oldest Node that runs the scripts and the libraries of the core. */
const oldest = [22, 19];

/**
 * A plain line for somebody whose Node is too old; undefined when it is not.
 *
 * @param {string} version as `process.version` gives it
 */
export function nodeTrouble(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined;
  return `Conch needs Node ${oldest.join('.')} or newer and this is ${version}. Get one from https://nodejs.org, then run the same command again.`;
}
