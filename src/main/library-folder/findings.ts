import { mostFindings, type Finding, type FindingKind, type WorkReport } from '../../shared/work.ts';

/** Collects what a work has found, in bounded memory. */
export interface Findings {
  add(kind: FindingKind, finding: Finding): void;
  total(kind: FindingKind): number;
  groups(): WorkReport['findings'];
}

const longestName = 300;

export function createFindings(): Findings {
  const groups = new Map<FindingKind, { total: number; listed: Finding[] }>();
  return {
    add(kind, { name, ...rest }) {
      const group = groups.get(kind) ?? { total: 0, listed: [] };
      groups.set(kind, group);
      group.total += 1;
      if (group.listed.length < mostFindings) group.listed.push({ name: shownName(name), ...rest });
    },
    total: (kind) => groups.get(kind)?.total ?? 0,
    groups: () => [...groups].map(([kind, group]) => ({ kind, ...group })),
  };
}

/** A name from a strange disk or archive, fit for the eye: no control or direction characters, not endless. */
export function shownName(name: string): string {
  const plain = name.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}]/gu, '�');
  return plain.length > longestName ? `${plain.slice(0, longestName)}…` : plain;
}

/** `1 clip`, `2,345 clips`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
