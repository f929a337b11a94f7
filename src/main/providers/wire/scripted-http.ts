import type { Failure } from '../../../shared/failure.ts';
import type { ProviderAnswer, ProviderCall, ProviderHttp } from '../http.ts';
import type { PollContext } from '../provider.ts';

/** For tests: answers from a list instead of a network, and remembers what was asked. */
export function scriptedHttp(...answers: ProviderAnswer[]): ProviderHttp & { readonly calls: ProviderCall[] } {
  const calls: ProviderCall[] = [];
  return {
    calls,
    call: (call) => {
      calls.push(call);
      const answer = answers[Math.min(calls.length, answers.length) - 1];
      return answer === undefined ? Promise.reject(new Error('no answer is scripted')) : Promise.resolve(answer);
    },
  };
}

export function jsonAnswer(json: unknown, status = 200, headers: Record<string, string> = {}): ProviderAnswer {
  return { kind: 'json', status, json, headers, text: JSON.stringify(json) ?? '' };
}

export function pageAnswer(status: number, text = 'Bad gateway'): ProviderAnswer {
  return { kind: 'not-json', status, headers: { 'content-type': 'text/html' }, text };
}

export function noAnswer(
  sent: boolean,
  failure: Failure = { kind: 'network', message: 'The line is dead.' },
): ProviderAnswer {
  return { kind: 'no-answer', sent, failure };
}

/** A context whose clip was accepted `waitedMs` ago. */
export function contextFor(http: ProviderHttp, waitedMs = 5 * 60_000): PollContext {
  const now = Date.UTC(2026, 10, 21, 7, 30, 0);
  return { http, signal: new AbortController().signal, now, acceptedAt: now - waitedMs };
}
