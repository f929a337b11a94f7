import { create } from 'zustand';
import { failureFrom, type Failure } from '../../shared/failure.ts';
import { told } from '../texts/told.ts';

/** Short messages that belong to no field; the status row shows them. */

export interface Notice {
  id: number;
  text: string;
  /** `info` is read out politely (role status), `trouble` at once (role alert). */
  tone: 'info' | 'trouble';
  act?: { label: string; run: () => void };
}

interface Notices {
  notices: readonly Notice[];
  /** What the core told at its start and the person has read. */
  read: readonly string[];
}

const noticeMs = 6_000;
/** Long enough to think again. */
const actMs = 12_000;

export const useNotices = create<Notices>(() => ({ notices: [], read: [] }));

let lastId = 0;

/** Shows a message for some seconds. The same text again starts its time anew. */
export function notice(text: string, facts: { tone: Notice['tone']; act?: Notice['act'] }): void {
  const id = ++lastId;
  const { tone, act } = facts;
  const next: Notice = act === undefined ? { id, text, tone } : { id, text, tone, act: answeredOnce(id, act) };
  useNotices.setState(({ notices }) => ({ notices: [...notices.filter((other) => other.text !== text), next] }));
  setTimeout(dismissNotice, act === undefined ? noticeMs : actMs, id);
}

/** Shows what went wrong: a failure value, or anything that was thrown. */
export function noticeOf(trouble: unknown): void {
  notice(told(isFailure(trouble) ? trouble : failureFrom(trouble)), { tone: 'trouble' });
}

/** Not shown again as long as the window lives. */
export function putAway(text: string): void {
  useNotices.setState(({ read }) => ({ read: [...read, text] }));
}

/** A second press of "Undo" would take back what is not there any more. */
function answeredOnce(id: number, { label, run }: NonNullable<Notice['act']>): NonNullable<Notice['act']> {
  let isAnswered = false;
  return {
    label,
    run() {
      if (isAnswered) return;
      isAnswered = true;
      dismissNotice(id);
      run();
    },
  };
}

function dismissNotice(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((other) => other.id !== id) }));
}

function isFailure(value: unknown): value is Failure {
  return (
    typeof value === 'object' && value !== null && !(value instanceof Error) && 'kind' in value && 'message' in value
  );
}
