import { says, type Sentence } from '../../shared/sentence.ts';
import { mostFindings, type Finding, type FindingKind, type WorkReport } from '../../shared/work.ts';

export interface FoundFile extends Omit<Finding, 'reason' | 'said'> {
  reason: Sentence;
}

/** Collects what a work has found, in bounded memory. */
export interface Findings {
  add(kind: FindingKind, finding: FoundFile): void;
  /** One that was collected before. */
  addAgain(kind: FindingKind, finding: Finding): void;
  total(kind: FindingKind): number;
  groups(): WorkReport['findings'];
}

const longestName = 300;

export function createFindings(): Findings {
  const groups = new Map<FindingKind, { total: number; listed: Finding[] }>();
  function addAgain(kind: FindingKind, { name, ...rest }: Finding): void {
    const group = groups.get(kind) ?? { total: 0, listed: [] };
    groups.set(kind, group);
    group.total += 1;
    if (group.listed.length < mostFindings) group.listed.push({ name: shownName(name), ...rest });
  }

  return {
    add(kind, { reason, ...rest }) {
      const { message, said } = says(reason);
      addAgain(kind, { ...rest, reason: message, said });
    },
    addAgain,
    total: (kind) => groups.get(kind)?.total ?? 0,
    groups: () => [...groups].map(([kind, group]) => ({ kind, ...group })),
  };
}

/** A name from a strange disk or archive, fit for the eye: no control or direction characters, not endless. */
export function shownName(name: string): string {
  const plain = name.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}]/gu, '�');
  return plain.length > longestName ? `${plain.slice(0, longestName)}…` : plain;
}

/** How a work sums up. */
export function summed(sentences: readonly Sentence[], findings: Findings): WorkReport {
  const { message, said } = says(...sentences);
  return { summary: message, said, findings: findings.groups() };
}
