/** One defect that somebody might bring in one day, and the suite that claims to notice it. */
export interface PlantedDefect {
  readonly title: string;
  /** Below `src/main`. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
  /** A test file that has to fail with it. */
  readonly suite: string;
}

const ambiguity = 'test/reliability/ambiguity.test.ts';
const replays = 'test/reliability/replays.test.ts';
const answers = 'test/reliability/answers.test.ts';
const addresses = 'test/reliability/addresses.test.ts';
const matrix = 'test/reliability/download-matrix.test.ts';
const retryAfter = 'test/reliability/retry-after.test.ts';
const redirects = 'test/reliability/redirects.test.ts';

export const plantedDefects: readonly PlantedDefect[] = [
  {
    title: 'a request found on its way at the start is queued again',
    file: 'jobs/engine.ts',
    from: 'ledger.record(job.id, interrupted(clock.now()));',
    to: "ledger.record(job.id, { type: 'submit-deferred', at: clock.now(), failure: failure('network', ''), dueAt: 0 });",
    suite: ambiguity,
  },
  {
    title: 'nothing is stored before the request leaves',
    file: 'jobs/engine.ts',
    from: "ledger.recordSurely(job.id, { type: 'submit-started', at: clock.now(), intent })",
    to: 'ledger.get(job.id)',
    suite: ambiguity,
  },
  {
    title: 'an unclear outcome is tried again later',
    file: 'jobs/steps.ts',
    from: "return [{ type: 'submit-unclear', at, failure: outcome.failure }];",
    to: "return [{ type: 'submit-deferred', at, failure: outcome.failure, dueAt: at }];",
    suite: ambiguity,
  },
  {
    title: '503 counts as not taken',
    file: 'providers/wire/submit-outcome.ts',
    from: 'if (status === 429 || turnedAway)',
    to: 'if (status === 429 || status === 503 || turnedAway)',
    suite: ambiguity,
  },
  {
    title: 'a refusal counts whatever it is written in',
    file: 'providers/wire/submit-outcome.ts',
    from: 'if (error === undefined || !refused) return',
    to: "if (error === undefined && refusals.includes(status)) return { outcome: 'rejected', failure: vendorFailure('invalid-request', name, 'submit', 'no', answer) };\n  if (error === undefined || !refused) return",
    suite: ambiguity,
  },
  {
    title: 'a broken connection counts as not sent',
    file: 'providers/wire/transport-failure.ts',
    from: 'const unsent = !aborted &&',
    to: 'const unsent = opened === true || !aborted &&',
    suite: ambiguity,
  },
  {
    title: 'the post is sent again after a reset',
    file: 'providers/create-http.ts',
    from: '  } catch (error) {\n    return noAnswer(error);',
    to: "  } catch (error) {\n    if (call.method === 'POST' && !('again' in call)) return await send({ ...call, again: true }, options, redact);\n    return noAnswer(error);",
    suite: replays,
  },
  {
    title: 'the paid post goes over a shared connection',
    file: 'providers/create-http.ts',
    from: 'if (!options.fresh) return sharedLine(sharedAgent);',
    to: 'return sharedLine(sharedAgent);',
    suite: replays,
  },
  {
    title: 'each click is a job of its own',
    file: 'jobs/acts.ts',
    from: 'store.create({ id: intentId,',
    to: 'store.create({ id: crypto.randomUUID(),',
    suite: replays,
  },
  {
    title: 'a redirect of a paid request is followed',
    file: 'providers/create-http.ts',
    from: 'const body = await readBody(response.body);',
    to: "if (response.statusCode >= 307 && typeof response.headers.location === 'string') {\n      const next = new URL(response.headers.location, url);\n      return await send({ ...call, path: next.pathname }, { ...options, origin: next.origin }, redact);\n    }\n    const body = await readBody(response.body);",
    suite: redirects,
  },
  {
    title: 'a call may lead to another origin with the key',
    file: 'providers/create-http.ts',
    from: "if (!path.startsWith('/') || url.origin !== base) throw",
    to: "if (path === '') throw",
    suite: 'src/main/providers/create-http.test.ts',
  },
  {
    title: 'a look goes to the address in the settings, not to that of the intent',
    file: 'jobs/steps.ts',
    from: 'origin: intent.origin, fresh: false',
    to: 'origin: tools.origin, fresh: false',
    suite: 'src/main/jobs/steps.test.ts',
  },
  {
    title: 'an id beside a plea for a pause counts as not taken',
    file: 'providers/wire/submit-outcome.ts',
    from: ' && !holdsJobId(answer)',
    to: '',
    suite: 'test/conformance/providers/submit-classification.test.ts',
  },
  {
    title: 'keys are not blanked in answers',
    file: 'providers/wire/redact.ts',
    from: 'const whole = forms.reduce(',
    to: 'const whole = [].reduce(',
    suite: answers,
  },
  {
    title: 'the beginning of a key stays where an answer breaks off',
    file: 'providers/wire/redact.ts',
    from: 'return withoutTail(whole, forms);',
    to: 'return whole;',
    suite: answers,
  },
  {
    title: 'an answer may be of any size',
    file: 'providers/create-http.ts',
    from: 'if (sizeBytes > largestBodyBytes)',
    to: 'if (sizeBytes > 16 * largestBodyBytes)',
    suite: answers,
  },
  {
    title: 'tags stay in the vendor’s words',
    file: 'providers/wire/plain-text.ts',
    from: "    .replace(/<[a-z/!?][^<>]*>/gi, ' ')\n",
    to: '',
    suite: 'src/main/providers/wire/plain-text.test.ts',
  },
  {
    title: 'a name is not checked where it is connected to',
    file: 'download/network-policy.ts',
    from: 'lookup: checked(lookup, isPublicAddress)',
    to: 'lookup',
    suite: addresses,
  },
  {
    title: 'an address inside another one is not looked at',
    file: 'download/public-address.ts',
    from: 'if (first < 0x2000 || first > 0x3fff) return false;',
    to: '',
    suite: addresses,
  },
  {
    title: 'a host that begins like this computer is this computer',
    file: 'download/network-policy.ts',
    from: "host === 'localhost' ||",
    to: "host === 'localhost' || host.startsWith('127.') ||",
    suite: 'src/main/download/network-policy.test.ts',
  },
  {
    title: 'the whole file is appended to a part',
    file: 'download/judge-answer.ts',
    from: "if (status === 200) return { act: 'take', offset: 0,",
    to: "if (status === 200) return { act: 'take', offset: kept?.flushedBytes ?? 0,",
    suite: matrix,
  },
  {
    title: 'a weak ETag is trusted',
    file: 'download/judge-answer.ts',
    from: 'return text !== undefined && /^"',
    to: 'return text !== undefined && /^(W\\/)?"',
    suite: matrix,
  },
  {
    title: 'any piece is joined to a part',
    file: 'download/judge-answer.ts',
    from: 'if (!isSame || !fits)',
    to: 'if (!isSame)',
    suite: matrix,
  },
  {
    title: 'a range is asked for without If-Range',
    file: 'download/open-link.ts',
    from: ", 'if-range': kept.etag",
    to: '',
    suite: matrix,
  },
  {
    title: 'a clip whose end is missing counts as whole',
    file: 'download/verify-part.ts',
    from: "if (container.verdict === 'cut-off') return container;",
    to: "if (container.verdict === 'cut-off') return { verdict: 'video', type };",
    suite: matrix,
  },
  {
    title: 'an error page is taken for the clip',
    file: 'download/verify-part.ts',
    from: "if (type === 'text' || start.length === 0) return { verdict: 'page' };",
    to: "if (type === 'text') return { verdict: 'video', type: 'video/mp4' };",
    suite: 'src/main/download/download-output.test.ts',
  },
  {
    title: 'less than was announced counts as all of it',
    file: 'download/receive-body.ts',
    from: 'part.receivedBytes !== totalBytes',
    to: 'part.receivedBytes > totalBytes',
    suite: 'src/main/download/receive-body.test.ts',
  },
  {
    title: 'Retry-After is not read',
    file: 'providers/create-http.ts',
    from: 'headers, text, ...(retryAfterMs !== undefined && { retryAfterMs })',
    to: 'headers, text',
    suite: retryAfter,
  },
  {
    title: 'all come back at the same moment',
    file: 'jobs/schedule.ts',
    from: 'Math.round(dice * ceiling)',
    to: 'ceiling',
    suite: retryAfter,
  },
  {
    title: 'clips are made without a limit',
    file: 'jobs/gate.ts',
    from: 'preparing >= options.concurrentClips(providerId)',
    to: 'preparing >= Infinity',
    suite: 'src/main/jobs/gate.test.ts',
  },
  {
    title: 'the end cuts a submit on its way at once',
    file: 'jobs/engine.ts',
    from: '      await grace;\n      paid.abort();',
    to: '      paid.abort();\n      await grace;',
    suite: 'src/main/jobs/engine.test.ts',
  },
  {
    title: 'a provider that is down is asked for ever',
    file: 'jobs/breaker.ts',
    from: 'if (state.budget > 0 && state.restsUntil === 0) return;',
    to: 'return;',
    suite: 'src/main/jobs/breaker.test.ts',
  },
  {
    title: 'the journal is not written',
    file: 'jobs/ledger.ts',
    from: 'if (!paidFor.has(event.type) || (',
    to: 'if (paidFor.size > 0 || (',
    suite: 'src/main/jobs/ledger.test.ts',
  },
];
