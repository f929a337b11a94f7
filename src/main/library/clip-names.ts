/** Texts as small numbers, so that a column of them is an array of numbers. The first spelling is the one that is shown. */
export interface ClipNames {
  codeOf(name: string): number;
  /** Undefined: no clip has ever had it. */
  find(name: string): number | undefined;
  nameOf(code: number): string;
  size(): number;
}

/** @param fold what two spellings of one name have in common */
export function createNames(fold: (name: string) => string = (name) => name): ClipNames {
  const codes = new Map<string, number>();
  const names: string[] = [];
  return {
    codeOf(name) {
      const key = fold(name);
      const known = codes.get(key);
      if (known !== undefined) return known;
      const code = names.push(name) - 1;
      codes.set(key, code);
      return code;
    },
    find: (name) => codes.get(fold(name)),
    nameOf: (code) => names[code] ?? '',
    size: () => names.length,
  };
}
