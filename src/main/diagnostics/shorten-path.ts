/** Names of our own, which tell nothing about the person. */
const ownNames = new Set(['conch', 'library', 'demo', 'data']);

/**
 * A folder as somebody who helps may see it: whether it lies in the home folder, how deep, and its last name where that is
 * one of ours. The rest may be a person's name, or a customer's. Pure.
 */
export function shortenPath(path: string, homeFolder: string): string {
  const parts = partsOf(path);
  const home = partsOf(homeFolder);
  const isInHome = home.length > 0 && home.every((part, at) => parts[at] === part);
  const below = isInHome ? parts.slice(home.length) : parts;
  const last = below.at(-1) ?? '';
  const shown = ownNames.has(last.toLowerCase()) ? last : '…';
  const between = below.length > 1 ? `…(${below.length - 1})/` : '';
  return `${isInHome ? '~' : ''}/${between}${below.length === 0 ? '' : shown}`;
}

function partsOf(path: string): string[] {
  return path.split(/[\\/]/).filter((part) => part !== '');
}
