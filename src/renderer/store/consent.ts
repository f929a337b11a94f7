import { create } from 'zustand';
import type { SpendingQuestion } from '../../shared/budget.ts';
import type { Failure } from '../../shared/failure.ts';
import { doubleClickMs } from './double-click.ts';
import type { Outcome } from './outcome.ts';

/** The core asks before it takes an order that goes over a budget or the brake; here the person is asked. */

export interface AskedConsent {
  /** Its sentences say which limit it is about. */
  failure: Failure;
  question: SpendingQuestion;
  answer: (isYes: boolean) => void;
}

interface Consent {
  asked?: AskedConsent | undefined;
  /** It has just come up: the second click of a double click, meant for what was there before, is no yes. */
  isResting: boolean;
}

export const useConsent = create<Consent>(() => ({ isResting: false }));

/** One question at a time; the next one comes when this one is answered. */
let latest: Promise<unknown> = Promise.resolve();

/**
 * Makes a call, and where the core asks first, makes it again with the person's consent: the very same call, because
 * the core's question is about nothing else. After a no, the outcome is the refusal with its question.
 */
export async function withConsent<T>(call: (confirmed?: string) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  for (let confirmed: string | undefined; ;) {
    const outcome = await call(confirmed);
    if (outcome.ok) return outcome;
    const { question } = outcome.failure;
    // A price that changed while the person was thinking is asked about anew, but never the same question twice.
    if (question === undefined || question.token === confirmed) return outcome;
    if (!(await ask(outcome.failure, question))) return outcome;
    confirmed = question.token;
  }
}

function ask(failure: Failure, question: SpendingQuestion): Promise<boolean> {
  const answered = latest.then(
    () =>
      new Promise<boolean>((resolve) => {
        const resting = setTimeout(() => {
          useConsent.setState({ isResting: false });
        }, doubleClickMs);
        const answer = (isYes: boolean): void => {
          const { asked, isResting } = useConsent.getState();
          if (asked?.answer !== answer || (isYes && isResting)) return;
          clearTimeout(resting);
          useConsent.setState({ asked: undefined, isResting: false });
          resolve(isYes);
        };
        useConsent.setState({ asked: { failure, question, answer }, isResting: true });
      }),
  );
  latest = answered;
  return answered;
}
