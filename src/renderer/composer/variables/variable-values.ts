/** What is typed for a variable: `a fox | a heron` are two, and each makes a prompt of its own. Pure. */
export function valuesOf(texts: Readonly<Record<string, string>>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name,
      text
        .split('|')
        .map((value) => value.trim())
        .filter((value) => value !== ''),
    ]),
  );
}
